using Fathom.Portal.Markup;

namespace Fathom.Portal.Plots;

/// <summary>The frame of a plot: axes with ticks, grid lines and labels with units.</summary>
/// <param name="Width">Width of the drawing [drawing units].</param>
/// <param name="Height">Height of the drawing [drawing units].</param>
public sealed record PlotFrame(double Width, double Height)
{
    private const double Left = 58;
    private const double Right = 14;
    private const double Top = 12;
    private const double Bottom = 44;

    /// <summary>The horizontal axis over a range.</summary>
    public Axis Horizontal(double low, double high) => new(low, high, Left, Width - Right);

    /// <summary>The vertical axis over a range, upwards.</summary>
    public Axis Vertical(double low, double high) => new(low, high, Height - Bottom, Top);

    /// <summary>Grid lines, ticks and axis labels.</summary>
    public Html Draw(Axis x, Axis y, string xLabel, string yLabel) => Draw(x, [.. x.Ticks(8).Select(v => (v, Axis.Label(v)))], y, xLabel, yLabel);

    /// <summary>Grid lines, ticks with texts of their own on the horizontal axis, and axis labels.</summary>
    public Html Draw(Axis x, IReadOnlyList<(double At, string Text)> ticks, Axis y, string xLabel, string yLabel) => Html.Of($"""
        <g class="grid">{Html.Each(y.Ticks(6), v => Html.Of($"<path d=\"M{x.Start:0.##} {y.At(v):0.##}H{x.End:0.##}\"/>"))}</g>
        <g class="ticks">
        {Html.Each(ticks, t => Html.Of($"<path d=\"M{x.At(t.At):0.##} {y.Start:0.##}v5\"/><text x=\"{x.At(t.At):0.##}\" y=\"{y.Start + 18:0.##}\" text-anchor=\"middle\">{t.Text}</text>"))}
        {Html.Each(y.Ticks(6), v => Html.Of($"<text x=\"{x.Start - 8:0.##}\" y=\"{y.At(v) + 4:0.##}\" text-anchor=\"end\">{Axis.Label(v)}</text>"))}
        </g>
        <path class="axis" d="M{x.Start:0.##} {y.End:0.##}V{y.Start:0.##}H{x.End:0.##}"/>
        <text class="label" x="{x.End:0.##}" y="{Height - 6:0.##}" text-anchor="end">{xLabel}</text>
        <text class="label" transform="translate(13 {y.End:0.##}) rotate(-90)" text-anchor="end">{yLabel}</text>
        """);

    /// <summary>The drawing around its parts, with a name for those who cannot see it.</summary>
    public Html Figure(string id, string title, Html caption, Html drawing) => Html.Of($"""
        <figure class="plot" id="{id}" data-live>
        <figcaption><h3>{title}</h3><span>{caption}</span></figcaption>
        <svg viewBox="0 0 {Width:0} {Height:0}" role="img" aria-label="{title}">
        {drawing}
        </svg>
        <output class="readout" aria-hidden="true"></output>
        </figure>
        """);
}
