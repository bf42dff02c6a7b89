using Fathom.Events.Records;

namespace Fathom.Compute.Steps;

/// <summary>Histograms of a file's events, small enough for the catalogue, which can sum them without opening files.</summary>
/// <param name="targetRadius">Radius of the target [mm].</param>
internal sealed class EventSummary(double targetRadius)
{
    /// <summary>Bins of the visible energy.</summary>
    public const int EnergyBins = 60;

    /// <summary>Upper edge of the visible energy [MeV]; the lower is 0.</summary>
    public const double EnergyMaximum = 12;

    /// <summary>Bins of (r/R)³ between 0 and 1: equal bins hold equal volumes.</summary>
    public const int VolumeBins = 40;

    private readonly int[] _energy = new int[EnergyBins];
    private readonly int[] _volume = new int[VolumeBins];
    private double _sum;
    private long _reconstructed;

    /// <summary>Counts an event by its chosen vertex; one without is counted nowhere.</summary>
    public void Add(VertexRecord? vertex)
    {
        if (vertex is not { Status: VertexStatus.Converged })
        {
            return;
        }

        _reconstructed++;
        _sum += vertex.Energy;
        Count(_energy, vertex.Energy / EnergyMaximum);
        var relative = Math.Sqrt((vertex.X * vertex.X) + (vertex.Y * vertex.Y) + (vertex.Z * vertex.Z)) / targetRadius;
        Count(_volume, Math.Min(relative * relative * relative, 1 - 1e-12));
    }

    /// <summary>Adds the figures to a file's metadata.</summary>
    public void Describe(Dictionary<string, object> metadata)
    {
        metadata["reconstructed"] = _reconstructed;
        metadata["meanEnergy"] = _reconstructed > 0 ? _sum / _reconstructed : 0.0;
        metadata["energyHistogramMaximum"] = EnergyMaximum;
        metadata["energyHistogram"] = _energy;
        metadata["volumeHistogram"] = _volume;
    }

    private static void Count(int[] bins, double relative)
    {
        var bin = (int)Math.Floor(relative * bins.Length);
        if (bin >= 0 && bin < bins.Length)
        {
            bins[bin]++;
        }
    }
}
