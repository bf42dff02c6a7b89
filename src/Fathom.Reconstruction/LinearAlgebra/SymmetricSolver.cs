namespace Fathom.Reconstruction.LinearAlgebra;

/// <summary>Cholesky decomposition of small symmetric matrices, row by row in a flat span, shape (n × n).</summary>
internal static class SymmetricSolver
{
    /// <summary>Replaces a positive definite matrix by its lower triangle L with L·Lᵀ = matrix.</summary>
    /// <returns>False if the matrix is not positive definite; it is then spoilt.</returns>
    public static bool TryDecompose(Span<double> matrix, int n)
    {
        for (var column = 0; column < n; column++)
        {
            var diagonal = matrix[(column * n) + column];
            for (var k = 0; k < column; k++)
            {
                diagonal -= matrix[(column * n) + k] * matrix[(column * n) + k];
            }

            if (!(diagonal > 0) || !double.IsFinite(diagonal))
            {
                return false;
            }

            diagonal = Math.Sqrt(diagonal);
            matrix[(column * n) + column] = diagonal;
            for (var row = column + 1; row < n; row++)
            {
                var value = matrix[(row * n) + column];
                for (var k = 0; k < column; k++)
                {
                    value -= matrix[(row * n) + k] * matrix[(column * n) + k];
                }

                matrix[(row * n) + column] = value / diagonal;
            }
        }

        return true;
    }

    /// <summary>Solves L·Lᵀ·x = b in place of b.</summary>
    public static void Solve(ReadOnlySpan<double> lower, Span<double> b, int n)
    {
        for (var row = 0; row < n; row++)
        {
            for (var k = 0; k < row; k++)
            {
                b[row] -= lower[(row * n) + k] * b[k];
            }

            b[row] /= lower[(row * n) + row];
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
            {
                b[row] -= lower[(k * n) + row] * b[k];
            }

            b[row] /= lower[(row * n) + row];
        }
    }
}
