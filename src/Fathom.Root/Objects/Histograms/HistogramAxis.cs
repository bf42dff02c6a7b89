namespace Fathom.Root.Objects.Histograms;

/// <summary>An axis of a histogram (TAxis).</summary>
/// <param name="Title">What it shows, and its unit.</param>
/// <param name="Edges">Edges of the bins in rising order, shape (bins + 1).</param>
public sealed record HistogramAxis(string Title, double[] Edges)
{
    private const int MaximumBins = 1 << 24;

    /// <summary>Number of bins, without those below and above the range.</summary>
    public int Bins => Edges.Length - 1;

    internal static HistogramAxis Of(RootRecord axis)
    {
        long bins = axis.Integer("fNbins");
        if (bins is < 1 or > MaximumBins)
        {
            throw new KeyNotFoundException($"an axis of {bins} bins");
        }

        ReadOnlySpan<double> edges = axis.Array<double>("fXbins");
        double minimum = axis.Number("fXmin");
        double maximum = axis.Number("fXmax");
        return new HistogramAxis(
            axis.Text("fTitle"),
            edges.Length == bins + 1 ? edges.ToArray() : [.. Enumerable.Range(0, (int)bins + 1).Select(i => minimum + (i * ((maximum - minimum) / bins)))]);
    }
}
