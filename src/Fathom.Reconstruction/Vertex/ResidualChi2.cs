using Fathom.Reconstruction.Optics;
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
        FirstHits hits, ArrivalTimes times, in FlightPath flight, in DarkCounts dark, ReadOnlySpan<double> point, out int bins)
    {
        Span<int> observed = stackalloc int[Bins];
        Span<int> singles = stackalloc int[DelayHistogram.Distances];
        Fill(hits, flight, point, observed, singles);
        bins = 0;
        var chi2 = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var expected = Expected(times, dark, singles, First + (bin * Width));
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

    private static double Expected(ArrivalTimes times, in DarkCounts dark, ReadOnlySpan<int> singles, double start)
    {
        var sum = 0.0;
        for (var distance = 0; distance < singles.Length; distance++)
        {
            var pulse = times.At(distance);
            pulse.At(start, out _, out _, out var from);
            pulse.At(start + Width, out _, out _, out var to);
            sum += singles[distance] * (((1 - dark.Fraction) * (from - to)) + (dark.Fraction * Width / dark.Length));
        }

        return sum;
    }

    private static void Fill(FirstHits hits, in FlightPath flight, ReadOnlySpan<double> point, Span<int> observed, Span<int> singles)
    {
        ReadOnlySpan<double> x = hits.X, y = hits.Y, z = hits.Z, time = hits.Time, multiplicity = hits.Multiplicity;
        for (var i = 0; i < x.Length; i++)
        {
            if (multiplicity[i] > 1)
            {
                continue;
            }

            singles[hits.DistanceBin[i]]++;
            var residual = time[i] - point[3] - flight.Time(point[0], point[1], point[2], x[i], y[i], z[i]);
            var bin = (int)Math.Floor((residual - First) / Width);
            if (bin is >= 0 and < Bins)
            {
                observed[bin]++;
            }
        }
    }
}
