using Fathom.Root.Streamers.Written;

namespace Fathom.Root.Objects.Histograms;

/// <summary>Histograms and graphs as objects of ROOT: TH1D, TH2D, TGraph, TGraphErrors.</summary>
internal static class HistogramObjects
{
    /// <summary>ROOT's "not set" of minimum and maximum.</summary>
    private const double NotSet = -1111;

    internal static WrittenObject Of(string name, Histogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (histogram.Axes.Count > 2 || histogram.BinEntries.Length > 0)
        {
            throw new ArgumentException($"{histogram.ClassName} is not written: histograms of one or two dimensions are", nameof(histogram));
        }

        bool flat = histogram.Axes.Count == 1;
        HistogramSums sums = HistogramSums.Of(histogram);
        HistogramAxis none = new("", [0, 1]);
        return new WrittenObject(flat ? "TH1D" : "TH2D")
        {
            Bits = 0x03000008,
            ["fName"] = name,
            ["fTitle"] = histogram.Title,
            ["fLineColor"] = 602,
            ["fLineStyle"] = 1,
            ["fLineWidth"] = 1,
            ["fFillStyle"] = 1001,
            ["fMarkerColor"] = 1,
            ["fMarkerStyle"] = 1,
            ["fMarkerSize"] = 1f,
            ["fNcells"] = histogram.Contents.Length,
            ["fXaxis"] = Axis("xaxis", histogram.Axes[0]),
            ["fYaxis"] = Axis("yaxis", flat ? none : histogram.Axes[1]),
            ["fZaxis"] = Axis("zaxis", none),
            ["fBarWidth"] = 1000,
            ["fEntries"] = histogram.Entries,
            ["fTsumw"] = sums.Weights,
            ["fTsumw2"] = sums.Squares,
            ["fTsumwx"] = sums.X,
            ["fTsumwx2"] = sums.XX,
            ["fTsumwy"] = sums.Y,
            ["fTsumwy2"] = sums.YY,
            ["fTsumwxy"] = sums.XY,
            ["fMaximum"] = NotSet,
            ["fMinimum"] = NotSet,
            ["fScalefactor"] = 1.0,
            ["fSumw2"] = histogram.SumsOfSquares,
            ["fArray"] = histogram.Contents,
        };
    }

    internal static WrittenObject Of(string name, Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        bool errors = graph.ErrorsYHigh.Length > 0 || graph.ErrorsXHigh.Length > 0;
        int points = graph.X.Length;
        if (graph.Y.Length != points)
        {
            throw new ArgumentException($"{points} x and {graph.Y.Length} y", nameof(graph));
        }

        return new WrittenObject(errors ? "TGraphErrors" : "TGraph")
        {
            ["fName"] = name,
            ["fTitle"] = graph.Title,
            ["fLineColor"] = 1,
            ["fLineStyle"] = 1,
            ["fLineWidth"] = 1,
            ["fFillStyle"] = 1000,
            ["fMarkerColor"] = 1,
            ["fMarkerStyle"] = 1,
            ["fMarkerSize"] = 1f,
            ["fNpoints"] = points,
            ["fX"] = graph.X,
            ["fY"] = graph.Y,
            ["fEX"] = Errors(graph.ErrorsXLow, graph.ErrorsXHigh, points),
            ["fEY"] = Errors(graph.ErrorsYLow, graph.ErrorsYHigh, points),
            ["fMinimum"] = NotSet,
            ["fMaximum"] = NotSet,
        };
    }

    /// <summary>Errors of one size to both sides; zeros where there are none.</summary>
    private static double[] Errors(double[] low, double[] high, int points) =>
        !low.AsSpan().SequenceEqual(high) ? throw new ArgumentException("errors that differ upwards and downwards are not written", nameof(low))
        : low.Length == 0 ? new double[points]
        : low.Length == points ? low
        : throw new ArgumentException($"{low.Length} errors of {points} points", nameof(low));

    private static WrittenObject Axis(string name, HistogramAxis axis)
    {
        double first = axis.Edges[0];
        double last = axis.Edges[^1];
        bool equal = axis.Edges.Index().All(edge => edge.Item == first + (edge.Index * ((last - first) / axis.Bins)));
        return new WrittenObject("TAxis")
        {
            ["fName"] = name,
            ["fTitle"] = axis.Title,
            ["fNdivisions"] = 510,
            ["fAxisColor"] = 1,
            ["fLabelColor"] = 1,
            ["fLabelFont"] = 42,
            ["fLabelOffset"] = 0.005f,
            ["fLabelSize"] = 0.035f,
            ["fTickLength"] = 0.03f,
            ["fTitleOffset"] = 1f,
            ["fTitleSize"] = 0.035f,
            ["fTitleColor"] = 1,
            ["fTitleFont"] = 42,
            ["fNbins"] = axis.Bins,
            ["fXmin"] = first,
            ["fXmax"] = last,
            ["fXbins"] = equal ? Array.Empty<double>() : axis.Edges,
        };
    }
}
