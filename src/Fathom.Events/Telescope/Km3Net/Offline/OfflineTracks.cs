namespace Fathom.Events.Telescope.Km3Net.Offline;

/// <summary>Tracks, showers or simulated particles as columns of equal length (class Trk).</summary>
/// <param name="Id">Number within the event.</param>
/// <param name="Places">A point of the track and its direction.</param>
/// <param name="Time">When the particle passes the point, since the begin of the frame [ns].</param>
/// <param name="Energy">Energy [GeV].</param>
/// <param name="Length">Length [m].</param>
/// <param name="Likelihood">Of the fit; the higher the better.</param>
/// <param name="Type">Kind of particle (PDG) in simulations.</param>
/// <param name="Reconstruction">Which reconstruction made it.</param>
/// <param name="Stages">The stages that each went through.</param>
/// <param name="FitInformation">Numbers that the fits left, by their places in the data format.</param>
public sealed record OfflineTracks(
    int[] Id,
    PlaceColumns Places,
    double[] Time,
    double[] Energy,
    double[] Length,
    double[] Likelihood,
    int[] Type,
    int[] Reconstruction,
    int[][] Stages,
    double[][] FitInformation)
{
    /// <summary>Number of tracks.</summary>
    public int Count => Id.Length;

    /// <summary>The track that went through most stages, of those the likeliest; null without tracks or without a direction.</summary>
    /// <param name="start">Time that counts as 0 [ns].</param>
    public MuonTrack? Best(double start)
    {
        var best = -1;
        for (var i = 0; i < Count; i++)
        {
            if (best < 0 || Stages[i].Length > Stages[best].Length || (Stages[i].Length == Stages[best].Length && Likelihood[i] > Likelihood[best]))
            {
                best = i;
            }
        }

        return best < 0 ? null : Track(best, start);
    }

    private MuonTrack? Track(int i, double start)
    {
        var (x, y, z) = (Places.DirectionX[i], Places.DirectionY[i], Places.DirectionZ[i]);
        var norm = Math.Sqrt((x * x) + (y * y) + (z * z));
        return norm is > 0.99 and < 1.01
            ? new MuonTrack(Places.X[i], Places.Y[i], Places.Z[i], x / norm, y / norm, z / norm, Time[i] - start)
            : null;
    }
}
