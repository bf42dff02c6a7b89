using System.Globalization;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Plots;

/// <summary>A histogram as a step line over a filled area; every bin tells its range and count under the pointer.</summary>
/// <param name="Id">Id of the figure on its page.</param>
/// <param name="Title">What is counted.</param>
/// <param name="XLabel">Quantity with unit.</param>
/// <param name="Unit">Unit of the quantity alone, for the bins' texts.</param>
public sealed record HistogramPlot(string Id, string Title, string XLabel, string Unit)
{
    /// <summary>What the entries are called.</summary>
    public string Entries { get; init; } = "events";

    /// <summary>Counts on a logarithmic axis.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>What stands beside the title, after the number of entries.</summary>
    public Html Aside { get; init; }

    /// <summary>The figure.</summary>
    public Html Draw(Histogram histogram)
    {
        var frame = new PlotFrame(640, 320);
        var x = frame.Horizontal(histogram.Low, histogram.High);
        var most = histogram.Counts.DefaultIfEmpty().Max();
        var y = Logarithmic
            ? frame.Vertical(0.5, Math.Max(10, most * 1.6)) with { Logarithmic = true }
            : frame.Vertical(0, Math.Max(1, most * 1.08));
        var yLabel = string.Create(CultureInfo.InvariantCulture, $"{Entries} / {histogram.Width:0.###}{(Unit.Length > 0 ? " " : "")}{Unit}");
        var outline = StepLine.Of(histogram, x, y);
        return frame.Figure(Id, Title, Html.Of($"{Figures.Count(histogram.Entries)} {Entries}{Aside}"), Html.Of($"""
            {frame.Draw(x, y, XLabel, yLabel)}
            <path class="area" d="{outline}V{y.Start:0.##}H{x.Start:0.##}Z"/>
            <path class="line" d="{outline}"/>
            <g class="bins">{Enumerable.Range(0, histogram.Counts.Length).Select(bin => Bin(histogram, bin, x, y))}</g>
            """));
    }

    private Html Bin(Histogram h, int bin, Axis x, Axis y)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{h.Edge(bin):0.###} – {h.Edge(bin + 1):0.###}{(Unit.Length > 0 ? " " : "")}{Unit}: {Figures.Count(h.Counts[bin])} {Entries}");
        return Html.Of($"<rect x=\"{x.At(h.Edge(bin)):0.##}\" y=\"{y.End:0.##}\" width=\"{x.At(h.Edge(bin + 1)) - x.At(h.Edge(bin)):0.##}\" height=\"{y.Start - y.End:0.##}\"><title>{text}</title></rect>");
    }
}
