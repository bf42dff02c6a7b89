using Fathom.Events.Telescope.Display;
using Fathom.Portal.Markup;
using Fathom.Portal.Plots;

namespace Fathom.Portal.Pages.Events;

/// <summary>The event seen along one axis: modules coloured by time, sized by charge, with the tracks. Works without script.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Across">Index of the coordinate to the right: 0 x, 1 y, 2 z.</param>
/// <param name="Up">Index of the coordinate upwards.</param>
public sealed record Projection(string Title, int Across, int Up)
{
    private const double Size = 460;
    private const double Edge = 46;
    private static readonly string[] Names = ["x, grid east [m]", "y, grid north [m]", "z, up [m]"];

    /// <summary>Top and two sides.</summary>
    public static IReadOnlyList<Projection> All { get; } =
        [new("Seen from above", 0, 1), new("Seen from the south", 0, 2), new("Seen from the west", 1, 2)];

    /// <summary>The drawing.</summary>
    public Html Draw(EventDisplayModel model)
    {
        var (x, y) = Axes(model);
        var (first, last) = Window(model.Modules);
        return Html.Of($"""
            <figure class="plot"><figcaption><h3>{Title}</h3></figcaption>
            <svg viewBox="0 0 {Size:0} {Size:0}" role="img" aria-label="{Title}: modules with hits and the tracks">
            <g class="ticks">{x.Ticks(5).Select(v => Html.Of($"<text x=\"{x.At(v):0.#}\" y=\"{Size - 24:0.#}\" text-anchor=\"middle\">{Axis.Label(v)}</text>"))}{y.Ticks(5).Select(v => Html.Of($"<text x=\"{Edge - 8:0.#}\" y=\"{y.At(v) + 4:0.#}\" text-anchor=\"end\">{Axis.Label(v)}</text>"))}</g>
            <text x="{Size - 8:0}" y="{Size - 6:0}" text-anchor="end">{Names[Across]}</text><text transform="translate(12 8) rotate(-90)" text-anchor="end">{Names[Up]}</text>
            {model.Lines.Select(line => Html.Of($"<path stroke=\"#3b5575\" d=\"M{x.At(line.Bottom[Across]):0.#} {y.At(line.Bottom[Up]):0.#}L{x.At(line.Top[Across]):0.#} {y.At(line.Top[Up]):0.#}\"/>"))}
            {Modules(model.Modules, x, y, first, last)}
            {Track(model.Published, "#ffffff", "6 5", x, y)}{Track(model.Fit, "#5dff9b", "", x, y)}
            </svg></figure>
            """);
    }

    /// <summary>The times that hold most of the modules [ns].</summary>
    public static (double First, double Last) Window(DisplayModules modules)
    {
        var times = modules.Time.Where((_, i) => modules.Used[i] > 0).Order().ToArray();
        times = times.Length > 10 ? times : [.. modules.Time.Order()];
        return times.Length == 0 ? (0, 1) : (times[times.Length / 100], times[^((times.Length / 100) + 1)] + 1);
    }

    private IEnumerable<Html> Modules(DisplayModules modules, Axis x, Axis y, double first, double last)
        => Enumerable.Range(0, modules.DomId.Length).OrderBy(i => modules.Used[i]).Select(i =>
        {
            var (px, py) = (x.At(modules.Position[(3 * i) + Across]), y.At(modules.Position[(3 * i) + Up]));
            var used = modules.Used[i] > 0;
            var radius = used ? 1.5 + (0.085 * Math.Sqrt(modules.TimeOverThreshold[i])) : 1.2;
            var colour = used ? TimeRamp.At((modules.Time[i] - first) / (last - first)) : "#55708f";
            return Html.Of($"<circle cx=\"{px:0.#}\" cy=\"{py:0.#}\" r=\"{Math.Min(radius, 8):0.#}\" fill=\"{colour}\"/>");
        });

    private Html Track(DisplayTrack? track, string colour, string dashes, Axis x, Axis y)
    {
        if (track is null)
        {
            return Html.Empty;
        }

        double At(int axis, double along) => track.Point[axis] + (along * track.Direction[axis]);
        return Html.Of($"<path stroke=\"{colour}\" stroke-width=\"1.8\" stroke-dasharray=\"{dashes}\" d=\"M{x.At(At(Across, track.Enter)):0.#} {y.At(At(Up, track.Enter)):0.#}L{x.At(At(Across, track.Leave)):0.#} {y.At(At(Up, track.Leave)):0.#}\"/>");
    }

    // One scale for both axes, so that angles are true.
    private (Axis X, Axis Y) Axes(EventDisplayModel model)
    {
        var ends = model.Lines.SelectMany(line => new[] { line.Bottom, line.Top }).ToList();
        var (lowX, highX, lowY, highY) = ends.Count == 0
            ? (-100.0, 100.0, -100.0, 100.0)
            : (ends.Min(e => e[Across]), ends.Max(e => e[Across]), ends.Min(e => e[Up]), ends.Max(e => e[Up]));
        var half = Math.Max(Math.Max(highX - lowX, highY - lowY), 10) * 0.54;
        var (middleX, middleY) = ((lowX + highX) / 2, (lowY + highY) / 2);
        return (new Axis(middleX - half, middleX + half, Edge, Size - 10), new Axis(middleY - half, middleY + half, Size - Edge, 10));
    }
}
