namespace Fathom.Reconstruction.Timing;

/// <summary>Light by the distance between deposit and PMT and by its delay against the straight flight.</summary>
internal sealed class DelayHistogram(double maximumDistance)
{
    /// <summary>Number of distances.</summary>
    public const int Distances = 20;

    /// <summary>Number of delays; the first is no delay at all.</summary>
    public const int Delays = 65;

    /// <summary>Width of a bin of delay [ns].</summary>
    public const double DelayWidth = 3;

    private readonly double[] _light = new double[Distances * Delays];
    private readonly double _width = maximumDistance / Distances;

    /// <summary>Bin of a distance [mm].</summary>
    public int Bin(double distance) => Math.Clamp((int)(distance / _width), 0, Distances - 1);

    /// <summary>Light of one distance by delay, shape (<see cref="Delays"/>).</summary>
    public Span<double> Row(int bin) => _light.AsSpan(bin * Delays, Delays);

    /// <summary>Adds light; what comes later than the last bin counts as the last.</summary>
    public void Add(double distance, double delay, bool scattered, double weight)
    {
        var column = scattered ? Math.Clamp(1 + (int)(delay / DelayWidth), 1, Delays - 1) : 0;
        Row(Bin(distance))[column] += weight;
    }

    /// <summary>Middle of each bin of delay [ns]; 0 for the light without delay.</summary>
    public static double[] Middles()
    {
        var middles = new double[Delays];
        for (var i = 1; i < Delays; i++)
        {
            middles[i] = (i - 0.5) * DelayWidth;
        }

        return middles;
    }
}
