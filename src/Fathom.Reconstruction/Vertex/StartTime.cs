using Fathom.Events.Hits;
using Fathom.Reconstruction.Calibration;

namespace Fathom.Reconstruction.Vertex;

/// <summary>First guess of the time of the deposit: where the flight-corrected hit times crowd most.</summary>
internal static class StartTime
{
    private const int Bins = 4096;
    private const int Origin = 1024;
    private const int Crowd = 8;

    // The densest 8 ns of the light pulse begin about 1 ns before the deposit
    private const double Lead = 1;

    /// <summary>Finds t0 [ns] for a seed position, from all hits of the dynode PMTs; 0 if there is none.</summary>
    public static double Find(HitColumns hits, DetectorModel detector, ReadOnlySpan<double> seed, VertexWorkspace workspace)
    {
        var histogram = workspace.Histogram.AsSpan(0, Bins);
        histogram.Clear();
        ReadOnlySpan<ushort> channel = hits.Channel;
        ReadOnlySpan<float> time = hits.Time;
        for (var i = 0; i < channel.Length; i++)
        {
            if (!detector.IsDynode(channel[i]))
            {
                continue;
            }

            var bin = (int)Math.Floor(time[i] - detector.FlightTime(channel[i], seed));
            if (bin is >= -Origin and < Bins - Origin)
            {
                histogram[bin + Origin]++;
            }
        }

        return Densest(histogram) - Origin + Lead;
    }

    private static int Densest(ReadOnlySpan<int> histogram)
    {
        int sum = 0, most = 0, best = Origin;
        for (var i = 0; i < histogram.Length; i++)
        {
            sum += histogram[i] - (i >= Crowd ? histogram[i - Crowd] : 0);
            if (sum > most)
            {
                (most, best) = (sum, i - Crowd + 1);
            }
        }

        return best;
    }
}
