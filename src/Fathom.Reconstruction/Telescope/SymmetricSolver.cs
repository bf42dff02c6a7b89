namespace Fathom.Reconstruction.Telescope;

/// <summary>Cholesky factorisation of small symmetric positive definite matrices, row by row in a span.</summary>
internal static class SymmetricSolver
{
    /// <summary>Factorises in place into the lower triangle; false if the matrix is not positive definite.</summary>
    public static bool TryFactorise(Span<double> matrix, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * size) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[(i * size) + k] * matrix[(j * size) + k];
                }

                if (i != j)
                {
                    matrix[(i * size) + j] = sum / matrix[(j * size) + j];
                }
                else if (sum > 0)
                {
                    matrix[(i * size) + i] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Solves with a factor made by <see cref="TryFactorise"/>; the right side becomes the solution.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> right, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                right[i] -= factor[(i * size) + k] * right[k];
            }

            right[i] /= factor[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                right[i] -= factor[(k * size) + i] * right[k];
            }

            right[i] /= factor[(i * size) + i];
        }
    }
}
