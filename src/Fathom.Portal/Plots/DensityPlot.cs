using System.Globalization;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Plots;

/// <summary>Counts in two dimensions as coloured cells with a colour bar; empty cells stay empty.</summary>
/// <param name="Id">Id of the figure on its page.</param>
/// <param name="Title">What is counted.</param>
/// <param name="XLabel">Quantity in x with unit.</param>
/// <param name="YLabel">Quantity in y with unit.</param>
public sealed record DensityPlot(string Id, string Title, string XLabel, string YLabel)
{
    private const double BarWidth = 62;

    /// <summary>Further marks in data coordinates, such as the edge of the target.</summary>
    public Func<Axis, Axis, Html>? Marks { get; init; }

    /// <summary>The figure.</summary>
    public Html Draw(Grid grid)
    {
        var frame = new PlotFrame(640, 400);
        var x = frame.Horizontal(grid.X.Low, grid.X.High) with { End = 640 - BarWidth - 14 };
        var y = frame.Vertical(grid.Y.Low, grid.Y.High);
        var most = Math.Max(1, grid.Counts.DefaultIfEmpty().Max());
        return frame.Figure(Id, Title, Html.Of($"{Figures.Count(grid.Counts.Sum())} events"), Html.Of($"""
            {frame.Draw(x, y, XLabel, YLabel)}
            <g class="cells" shape-rendering="crispEdges">{Cells(grid, x, y, most)}</g>
            {Marks?.Invoke(x, y) ?? Html.Empty}
            {Bar(most, x.End + 16, y)}
            """));
    }

    private static IEnumerable<Html> Cells(Grid grid, Axis x, Axis y, long most)
    {
        var (dx, dy) = ((grid.X.High - grid.X.Low) / grid.Columns, (grid.Y.High - grid.Y.Low) / grid.Rows);
        for (var column = 0; column < grid.Columns; column++)
        {
            for (var row = 0; row < grid.Rows; row++)
            {
                if (grid.At(column, row) is var count and > 0)
                {
                    var (x0, y0) = (grid.X.Low + (column * dx), grid.Y.Low + (row * dy));
                    var (left, top) = (x.At(x0), y.At(y0 + dy));
                    var text = string.Create(CultureInfo.InvariantCulture, $"{x0 + (dx / 2):0.##}, {y0 + (dy / 2):0.##}: {count} events");
                    yield return Html.Of($"<rect x=\"{left:0.##}\" y=\"{top:0.##}\" width=\"{x.At(x0 + dx) - left:0.##}\" height=\"{y.At(y0) - top:0.##}\" fill=\"{ColourScale.At((double)count / most)}\"><title>{text}</title></rect>");
                }
            }
        }
    }

    private static Html Bar(long most, double left, Axis y)
    {
        const int steps = 32;
        var height = (y.Start - y.End) / steps;
        return Html.Of($"""
            <g class="colourbar" shape-rendering="crispEdges">{Enumerable.Range(0, steps).Select(i => Html.Of($"<rect x=\"{left:0.##}\" y=\"{y.Start - ((i + 1) * height):0.##}\" width=\"12\" height=\"{height + 0.5:0.##}\" fill=\"{ColourScale.At((i + 0.5) / steps)}\"/>"))}</g>
            <g class="ticks"><text x="{left + 17:0.##}" y="{y.Start:0.##}">0</text><text x="{left + 17:0.##}" y="{y.End + 9:0.##}">{Axis.Label(most)}</text></g>
            """);
    }
}
