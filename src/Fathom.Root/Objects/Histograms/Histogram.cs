using Fathom.Root.Columns;

namespace Fathom.Root.Objects.Histograms;

/// <summary>A histogram of one to three dimensions, or a profile (TH1, TH2, TH3, TProfile and their kinds).</summary>
public sealed partial class Histogram
{
    private Histogram(RootObject source, HistogramAxis[] axes, double[] contents, double[] squares)
    {
        Name = source.Members.Text("fName");
        Title = source.Members.Text("fTitle");
        ClassName = source.ClassName;
        Entries = source.Members.Number("fEntries");
        Axes = axes;
        Contents = contents;
        SumsOfSquares = squares;
        BinEntries = source.Members.Has("fBinEntries") ? source.Members.Array<double>("fBinEntries").ToArray() : [];
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its title.</summary>
    public string Title { get; }

    /// <summary>Its C++ class, such as TH2D.</summary>
    public string ClassName { get; }

    /// <summary>How often it was filled.</summary>
    public double Entries { get; }

    /// <summary>One axis for each dimension.</summary>
    public IReadOnlyList<HistogramAxis> Axes { get; }

    /// <summary>
    /// Contents of all bins, those below (0) and above (bins + 1) the range of each axis included, x fastest: shape
    /// ((x + 2) · (y + 2) · (z + 2)). Of a profile: sums of what it averages.
    /// </summary>
    public double[] Contents { get; }

    /// <summary>Sums of squared weights, of the same shape; empty where none were kept, and the contents are their own variances.</summary>
    public double[] SumsOfSquares { get; }

    /// <summary>Sums of weights of each bin of a profile; empty for other histograms.</summary>
    public double[] BinEntries { get; }

    /// <summary>Whether an object is a histogram.</summary>
    public static bool Is(RootObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Members.Has("fXaxis") && value.Members.Has("fNcells") && value.Members.Has("fArray");
    }

    /// <summary>The histogram that an object is.</summary>
    /// <exception cref="ArgumentException">It is none, or its arrays and axes do not fit together.</exception>
    public static Histogram Of(RootObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Is(value))
        {
            throw new ArgumentException($"an object of class {value.ClassName} is no histogram", nameof(value));
        }

        try
        {
            int dimensions = Dimensions(value.ClassName);
            HistogramAxis[] axes = [.. new[] { "fXaxis", "fYaxis", "fZaxis" }.Take(dimensions).Select(name => HistogramAxis.Of(value.Members.Record(name)))];
            double[] contents = Doubles(value.Members);
            long cells = axes.Aggregate(1L, (product, axis) => product * (axis.Bins + 2));
            return contents.Length == cells
                ? new Histogram(value, axes, contents, value.Members.Has("fSumw2") ? value.Members.Array<double>("fSumw2").ToArray() : [])
                : throw new ArgumentException($"{value.ClassName} with {cells} bins has {contents.Length} contents", nameof(value));
        }
        catch (KeyNotFoundException missing)
        {
            throw new ArgumentException($"{value.ClassName} is not as expected: {missing.Message}", nameof(value), missing);
        }
    }

    /// <summary>Statistical error of a bin, by its place in <see cref="Contents"/>; not that of a profile's mean.</summary>
    public double Error(int bin) => Math.Sqrt(SumsOfSquares.Length > 0 ? SumsOfSquares[bin] : Math.Abs(Contents[bin]));

    private static int Dimensions(string className) =>
        className.StartsWith("TH3", StringComparison.Ordinal) || className.StartsWith("TProfile3", StringComparison.Ordinal) ? 3
        : className.StartsWith("TH2", StringComparison.Ordinal) || className.StartsWith("TProfile2", StringComparison.Ordinal) ? 2
        : 1;

    private static double[] Doubles(RootRecord members) => members.Columns?.Member("fArray") switch
    {
        ListColumn { Items: NumberColumn<double> } => members.Array<double>("fArray").ToArray(),
        ListColumn { Items: NumberColumn<float> } => [.. members.Array<float>("fArray").ToArray().Select(value => (double)value)],
        ListColumn { Items: NumberColumn<int> } => [.. members.Array<int>("fArray").ToArray().Select(value => (double)value)],
        ListColumn { Items: NumberColumn<long> } => [.. members.Array<long>("fArray").ToArray().Select(value => (double)value)],
        ListColumn { Items: NumberColumn<short> } => [.. members.Array<short>("fArray").ToArray().Select(value => (double)value)],
        ListColumn { Items: NumberColumn<sbyte> } => [.. members.Array<sbyte>("fArray").ToArray().Select(value => (double)value)],
        _ => throw new KeyNotFoundException("no contents"),
    };
}
