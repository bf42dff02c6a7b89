using System.Runtime.CompilerServices;

namespace Fathom.Reconstruction.Telescope;

/// <summary>The scales of the residual density that the residuals themselves ask for: maximum likelihood.</summary>
internal static class ResidualScales
{
    private const double MinNs = 0.5;
    private const double MaxNs = 500;
    private const int Sweeps = 6;
    private const int Steps = 40;

    private static readonly double GoldenPart = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Fits both scales to residuals [ns] at a fixed ν, in turn, each by a golden section of its logarithm.</summary>
    public static StudentDensity Fit(ReadOnlySpan<double> residual, StudentDensity start)
    {
        var density = start;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            density = density with { EarlyNs = Best(residual, density, early: true) };
            density = density with { LateNs = Best(residual, density, early: false) };
        }

        return density;
    }

    private static double Best(ReadOnlySpan<double> residual, StudentDensity density, bool early)
    {
        var (low, high) = (Math.Log(MinNs), Math.Log(MaxNs));
        var (a, b) = (high - (GoldenPart * (high - low)), low + (GoldenPart * (high - low)));
        var (atA, atB) = (Sum(residual, With(density, early, a)), Sum(residual, With(density, early, b)));
        for (var step = 0; step < Steps; step++)
        {
            if (atA < atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - (GoldenPart * (high - low));
                atA = Sum(residual, With(density, early, a));
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + (GoldenPart * (high - low));
                atB = Sum(residual, With(density, early, b));
            }
        }

        return Math.Exp(0.5 * (low + high));
    }

    private static StudentDensity With(StudentDensity density, bool early, double logScale) => early
        ? density with { EarlyNs = Math.Exp(logScale) }
        : density with { LateNs = Math.Exp(logScale) };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum(ReadOnlySpan<double> residual, StudentDensity density)
    {
        // −ln p without its constant, summed as logarithms of products that cannot overflow: few logarithms, same value.
        var (early, late) = (1.0 / (density.Freedom * density.EarlyNs * density.EarlyNs), 1.0 / (density.Freedom * density.LateNs * density.LateNs));
        var (sum, product) = (0.0, 1.0);
        foreach (var value in residual)
        {
            product *= 1.0 + (value * value * (value < 0 ? early : late));
            if (product > 1e200)
            {
                sum += Math.Log(product);
                product = 1.0;
            }
        }

        return (0.5 * (density.Freedom + 1.0) * (sum + Math.Log(product)))
            + (residual.Length * Math.Log(0.5 * (density.EarlyNs + density.LateNs)));
    }
}
