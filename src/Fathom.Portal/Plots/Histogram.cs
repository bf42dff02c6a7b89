namespace Fathom.Portal.Plots;

/// <summary>Counts in bins of equal width.</summary>
/// <param name="Low">Lower edge of the first bin.</param>
/// <param name="High">Upper edge of the last bin.</param>
/// <param name="Counts">Entries of each bin.</param>
public sealed record Histogram(double Low, double High, long[] Counts)
{
    /// <summary>Width of a bin.</summary>
    public double Width => (High - Low) / Counts.Length;

    /// <summary>All entries inside.</summary>
    public long Entries => Counts.Sum();

    /// <summary>Lower edge of a bin.</summary>
    public double Edge(int bin) => Low + (bin * Width);
}
