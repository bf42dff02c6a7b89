using Fathom.Detector.Randomness;
using Fathom.Reconstruction.LinearAlgebra;

namespace Fathom.Reconstruction.Tests.LinearAlgebra;

public class SymmetricSolverTests
{
    [Fact]
    public void The_solution_multiplied_by_the_matrix_is_the_right_hand_side()
    {
        var random = new SeededRandom(4);
        for (var trial = 0; trial < 100; trial++)
        {
            var a = new double[16];
            var root = Enumerable.Range(0, 16).Select(_ => random.NextNormal()).ToArray();
            for (var i = 0; i < 16; i++)
            {
                for (var k = 0; k < 4; k++)
                {
                    a[i] += root[(i / 4 * 4) + k] * root[(i % 4 * 4) + k];
                }

                a[i] += i / 4 == i % 4 ? 0.1 : 0;
            }

            double[] b = [1, -2, 3, 0.5], x = [.. b], lower = [.. a];
            Assert.True(SymmetricSolver.TryDecompose(lower, 4));
            SymmetricSolver.Solve(lower, x, 4);
            for (var row = 0; row < 4; row++)
            {
                Assert.Equal(b[row], Enumerable.Range(0, 4).Sum(k => a[(row * 4) + k] * x[k]), 8);
            }
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        Assert.False(SymmetricSolver.TryDecompose([1, 2, 2, 1], 2));
        Assert.False(SymmetricSolver.TryDecompose([0, 0, 0, 0], 2));
        Assert.False(SymmetricSolver.TryDecompose([double.NaN, 0, 0, 1], 2));
    }
}
