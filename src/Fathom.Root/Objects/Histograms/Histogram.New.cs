namespace Fathom.Root.Objects.Histograms;

public sealed partial class Histogram
{
    private const int MostWrittenDimensions = 2;

    /// <summary>A histogram of one or two dimensions, to be written.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="axes">One axis for each dimension.</param>
    /// <param name="contents">As <see cref="Contents"/>.</param>
    /// <param name="sumsOfSquares">As <see cref="SumsOfSquares"/>; none when null.</param>
    /// <param name="entries">How often it was filled; the sum of the contents when null.</param>
    /// <exception cref="ArgumentException">Other dimensions, edges that do not rise, or arrays that do not fit to the axes.</exception>
    public Histogram(string title, IReadOnlyList<HistogramAxis> axes, double[] contents, double[]? sumsOfSquares = null, double? entries = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(axes);
        ArgumentNullException.ThrowIfNull(contents);
        long cells = axes.Aggregate(1L, (product, axis) => product * (axis.Bins + 2));
        if (axes.Count is < 1 or > MostWrittenDimensions || contents.Length != cells || (sumsOfSquares is { Length: > 0 } && sumsOfSquares.Length != cells))
        {
            throw new ArgumentException(
                $"{axes.Count} axes with {cells} bins, {contents.Length} contents, {sumsOfSquares?.Length ?? 0} sums of squares", nameof(contents));
        }

        foreach (HistogramAxis axis in axes)
        {
            if (axis.Bins < 1 || axis.Edges.Zip(axis.Edges.Skip(1)).Any(pair => !(pair.First < pair.Second)))
            {
                throw new ArgumentException($"the edges of axis \"{axis.Title}\" do not rise", nameof(axes));
            }
        }

        Name = "";
        Title = title;
        ClassName = axes.Count == 1 ? "TH1D" : "TH2D";
        Axes = [.. axes];
        Contents = contents;
        SumsOfSquares = sumsOfSquares ?? [];
        Entries = entries ?? contents.Sum();
        BinEntries = [];
    }
}
