using System.Globalization;
using System.Text;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Plots;

/// <summary>A histogram as points with their statistical errors over another one of the same bins, which is scaled to as many entries.</summary>
/// <param name="Id">Id of the figure on its page.</param>
/// <param name="Title">What is counted.</param>
/// <param name="XLabel">Quantity with unit.</param>
/// <param name="Points">Name of the points.</param>
/// <param name="Area">Name of the other.</param>
public sealed record OverlayPlot(string Id, string Title, string XLabel, string Points, string Area)
{
    private const double HalfMark = 2.5;

    /// <summary>What stands beside the title.</summary>
    public Html Aside { get; init; }

    /// <summary>The figure with its legend.</summary>
    /// <exception cref="ArgumentException">The bins differ in number.</exception>
    public Html Draw(Histogram points, Histogram area)
    {
        if (points.Counts.Length != area.Counts.Length)
        {
            throw new ArgumentException($"Expected histograms of one shape, found {points.Counts.Length} and {area.Counts.Length} bins.");
        }

        var scale = area.Entries > 0 ? (double)points.Entries / area.Entries : 0;
        var frame = new PlotFrame(640, 320);
        var x = frame.Horizontal(points.Low, points.High);
        var y = frame.Vertical(0, Math.Max(1, 1.08 * Math.Max(points.Counts.Max(count => count + Math.Sqrt(count)), area.Counts.Max() * scale)));
        var outline = StepLine.Of(area, x, y, scale);
        return Html.Of($"""
            {frame.Figure(Id, Title, Aside, Html.Of($"""
            {frame.Draw(x, y, XLabel, string.Create(CultureInfo.InvariantCulture, $"events / {points.Width:0.###}"))}
            <path class="area" d="{outline}V{y.Start:0.##}H{x.Start:0.##}Z"/>
            <path class="line" d="{outline}"/>
            <path class="points" d="{Marks(points, x, y)}"/>
            <g class="bins">{Enumerable.Range(0, points.Counts.Length).Select(bin => Bin(points, area, scale, bin, x, y))}</g>
            """))}
            <ul class="legend" aria-label="Marks"><li><span class="mark-points">{Points}, {Figures.Count(points.Entries)} events</span></li><li><span class="mark-area">{Area}, {Figures.Count(area.Entries)} events, scaled</span></li></ul>
            """);
    }

    // A cross for each bin that has entries: the bar is the square root of their number.
    private static string Marks(Histogram points, Axis x, Axis y)
    {
        var path = new StringBuilder();
        for (var bin = 0; bin < points.Counts.Length; bin++)
        {
            double count = points.Counts[bin], error = Math.Sqrt(count), middle = x.At(points.Edge(bin) + (points.Width / 2));
            if (count > 0)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{middle:0.##} {y.At(count - error):0.##}V{y.At(count + error):0.##}M{middle - HalfMark:0.##} {y.At(count):0.##}h{2 * HalfMark:0.##}");
            }
        }

        return path.ToString();
    }

    private Html Bin(Histogram points, Histogram area, double scale, int bin, Axis x, Axis y)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{points.Edge(bin):0.###} – {points.Edge(bin + 1):0.###}: {Points} {points.Counts[bin]} ± {Math.Sqrt(points.Counts[bin]):0.0}, {Area} {area.Counts[bin] * scale:0.0}");
        return Html.Of($"<rect x=\"{x.At(points.Edge(bin)):0.##}\" y=\"{y.End:0.##}\" width=\"{x.At(points.Edge(bin + 1)) - x.At(points.Edge(bin)):0.##}\" height=\"{y.Start - y.End:0.##}\"><title>{text}</title></rect>");
    }
}
