using Fathom.Events.Hits;
using Fathom.Reconstruction.Calibration;

namespace Fathom.Reconstruction.Vertex;

/// <summary>Takes from each live dynode PMT its earliest hit near the expected arrival, and the charge behind it.</summary>
internal static class FirstHitSelection
{
    /// <summary>Fills <see cref="VertexWorkspace.First"/>.</summary>
    /// <param name="hits">All calibrated hits.</param>
    /// <param name="detector">Geometry.</param>
    /// <param name="window">Residuals accepted.</param>
    /// <param name="point">Seed x, y, z [mm] and t0 [ns].</param>
    /// <param name="workspace">Receives the first hits.</param>
    /// <returns>Charge of the hits accepted [PE].</returns>
    public static double Fill(
        HitColumns hits, DetectorModel detector, in DarkCounts window, ReadOnlySpan<double> point, VertexWorkspace workspace)
    {
        var first = workspace.First;
        var slots = workspace.Slots(detector.Channels);
        ReadOnlySpan<ushort> channel = hits.Channel;
        ReadOnlySpan<float> time = hits.Time, charge = hits.Charge;
        first.Reset(channel.Length);
        var sum = 0.0;
        for (var i = 0; i < channel.Length; i++)
        {
            var pmt = channel[i];
            if (!detector.IsDynode(pmt))
            {
                continue;
            }

            var residual = time[i] - point[3] - detector.FlightTime(pmt, point);
            if (residual < window.Start || residual > window.End)
            {
                continue;
            }

            sum += charge[i];
            if (slots[pmt] < 0)
            {
                slots[pmt] = first.Count;
                first.Add(
                    detector.X[pmt], detector.Y[pmt], detector.Z[pmt], time[i], charge[i], detector.DynodeTimes.Bin(detector.Distance(pmt, point)));
            }
            else
            {
                var slot = slots[pmt];
                first.Time[slot] = Math.Min(first.Time[slot], time[i]);
                first.Multiplicity[slot] += charge[i];
            }
        }

        RoundCharges(first.Multiplicity);
        return sum;
    }

    private static void RoundCharges(Span<double> multiplicity)
    {
        for (var i = 0; i < multiplicity.Length; i++)
        {
            multiplicity[i] = Math.Max(1, Math.Round(multiplicity[i]));
        }
    }
}
