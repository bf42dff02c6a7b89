using Fathom.Reconstruction.Timing;

namespace Fathom.Reconstruction.Vertex;

/// <summary>Goodness of a time fit: the residuals of single-photo-electron channels, binned, against their density.</summary>
internal static class ResidualChi2
{
    private const double First = -10;
    private const double Width = 2.5;
    private const int Bins = 24;
    private const double MinimumExpected = 4;

    /// <summary>Pearson's χ² over the bins that expect at least four hits.</summary>
    public static double Of(
        FirstHits hits, LightPulse pulse, double slowness, in DarkCounts dark, ReadOnlySpan<double> point, out int bins)
    {
        Span<int> observed = stackalloc int[Bins];
        var singles = Fill(hits, slowness, point, observed);
        bins = 0;
        var chi2 = 0.0;
        pulse.At(First, out _, out _, out var survival);
        for (var bin = 0; bin < Bins; bin++)
        {
            pulse.At(First + ((bin + 1) * Width), out _, out _, out var next);
            var expected = singles * (((1 - dark.Fraction) * (survival - next)) + (dark.Fraction * Width / dark.Length));
            survival = next;
            if (expected < MinimumExpected)
            {
                continue;
            }

            var difference = observed[bin] - expected;
            chi2 += difference * difference / expected;
            bins++;
        }

        return chi2;
    }

    private static int Fill(FirstHits hits, double slowness, ReadOnlySpan<double> point, Span<int> observed)
    {
        ReadOnlySpan<double> x = hits.X, y = hits.Y, z = hits.Z, time = hits.Time, multiplicity = hits.Multiplicity;
        var singles = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (multiplicity[i] > 1)
            {
                continue;
            }

            singles++;
            double dx = point[0] - x[i], dy = point[1] - y[i], dz = point[2] - z[i];
            var residual = time[i] - point[3] - (slowness * Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)));
            var bin = (int)Math.Floor((residual - First) / Width);
            if (bin is >= 0 and < Bins)
            {
                observed[bin]++;
            }
        }

        return singles;
    }
}
