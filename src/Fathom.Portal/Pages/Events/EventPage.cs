using System.Globalization;
using Fathom.Portal.Markup;

namespace Fathom.Portal.Pages.Events;

/// <summary>One telescope event: its display in 3D, its numbers, its projections.</summary>
public static class EventPage
{
    /// <summary>The page.</summary>
    /// <param name="detail">The event.</param>
    /// <param name="inThreeDimensions">Whether the build has three.js.</param>
    public static PageContent Render(EventDetail detail, bool inThreeDimensions) => new(detail.Entry.Name, "/events", Html.Of($"""
        <div class="head"><h1>{detail.Entry.Name}</h1><span class="soft">{detail.Display.Utc.Replace('T', ' ').Replace("Z", "", StringComparison.Ordinal)} UTC · {Figures.Count(detail.Display.TotalHits)} hits</span></div>
        {(inThreeDimensions ? Display(detail) : Html.Trusted("<p class=\"notice\">This build has no 3D display (npm was not there to fetch three.js). The projections below show the event.</p>"))}
        <section class="columns"><div class="card"><h2>Reconstruction</h2>{Fit(detail)}</div><div class="card"><h2>On the sky</h2>{Sky(detail)}</div></section>
        <section><h2>Projections</h2><div class="projections">{Projection.All.Select(p => p.Draw(detail.Display))}</div>
        <p class="soft">Each circle is an optical module with hits used in the fit: colour is the time of its first hit, area its total time over threshold. Green is the fitted track, dashed white the published one.</p></section>
        {Others(detail)}
        """))
    {
        Above = [("Events", "/events")],
        Scripts = inThreeDimensions ? ["event-display.js"] : [],
        Live = false,
    };

    private static Html Display(EventDetail detail) => Html.Of($"""
        <div class="display" id="display" data-model="/events/{Uri.EscapeDataString(detail.Entry.Name)}/display.json?file={detail.Entry.FileId}">
        <div class="key"><div><b data-control="count"></b> hits shown · early<span class="ramp"></span>late</div><div><span class="swatch fit"></span>fitted track{Html.If(detail.Display.Published is not null, () => Html.Trusted(" &nbsp; <span class=\"swatch published\"></span>published track"))}</div></div>
        <canvas tabindex="0" aria-label="3D display of the event. Drag or arrow keys turn it, wheel or plus and minus zoom, shift and drag move, Home resets."></canvas>
        <div class="panel">
        <button type="button" data-control="play">Play</button>
        <label>Time <input type="range" data-control="time" min="0" max="1" value="1" step="1"></label><output data-control="time-text"></output>
        <label>Hits <select data-control="hits"><option value="used">used in the fit</option><option value="triggered" selected>triggered</option><option value="all">all</option></select></label>
        <button type="button" data-control="reset">Reset view</button>
        </div>
        <noscript><p>The 3D display needs script; the projections below do not.</p></noscript>
        </div>
        <p class="soft">Drag, arrow keys or one finger turn; wheel, + and − or two fingers zoom; shift-drag moves; Home resets.</p>
        """);

    private static Html Fit(EventDetail detail)
    {
        var (display, reduced) = (detail.Display, detail.Reduced);
        return Html.Of($"""
            <dl class="pairs">
            {Parts.Pair("Direction of travel", display.Fit is { } fit ? string.Create(CultureInfo.InvariantCulture, $"({fit.Direction[0]:0.00000}, {fit.Direction[1]:0.00000}, {fit.Direction[2]:0.00000})") : "no converged fit")}{Parts.Pair("Published direction", display.Published is { } published ? string.Create(CultureInfo.InvariantCulture, $"({published.Direction[0]:0.00000}, {published.Direction[1]:0.00000}, {published.Direction[2]:0.00000})") : "–")}{Parts.Pair("Separation from published", Degrees(display.SeparationDegrees, "0.000"))}{Parts.Pair("Error of the fit (1 σ, statistical)", Degrees(display.AngularErrorDegrees, "0.000"))}{Parts.Pair("Hits used", reduced is null ? Figures.Count(display.Hits.Used.Sum()) : Figures.Count(reduced.HitsUsed))}{Parts.Pair("Modules with hits", Figures.Count(display.Modules.DomId.Length))}{Parts.Pair("Full event file", Html.Of($"<a class=\"mono\" href=\"/files/{detail.Entry.FileId}\">{detail.Entry.Lfn}</a>"))}
            </dl>
            """);
    }

    private static Html Sky(EventDetail detail) => detail.Reduced is not { } reduced
        ? Html.Trusted("<p class=\"soft\">The event is not reduced yet.</p>")
        : Html.Of($"""
            <dl class="pairs">
            {Parts.Pair("Right ascension (ICRS)", Degrees(reduced.RightAscension, "0.000"))}{Parts.Pair("Declination (ICRS)", Degrees(reduced.Declination, "0.000"))}{Parts.Pair("Galactic longitude, latitude", $"{Degrees(reduced.GalacticLongitude, "0.000")}, {Degrees(reduced.GalacticLatitude, "0.000")}")}{Parts.Pair("Zenith, azimuth of the source", $"{Degrees(reduced.Zenith, "0.000")}, {Degrees(reduced.Azimuth, "0.000")} (north over east)")}{Parts.Pair("MJD (UTC)", reduced.ModifiedJulianDate.ToString("0.0000000", CultureInfo.InvariantCulture))}{Parts.Pair("Error (1 σ, statistical)", Degrees(reduced.AngularError, "0.000"))}{Parts.Pair("Reduced event file", Html.Of($"<a href=\"/files/{detail.ReducedFileId}\">file {detail.ReducedFileId}</a>"))}
            </dl>
            """);

    private static Html Others(EventDetail detail) => Html.If(detail.Others.Count > 0, () => Html.Of($"""
        <section><h2>Other reconstructions of this event</h2><ul>{detail.Others.Select(o => Html.Of($"<li><a class=\"mono\" href=\"/events/{Uri.EscapeDataString(o.Name)}?file={o.FileId}\">{o.Lfn}</a></li>"))}</ul></section>
        """));

    private static string Degrees(double? value, string format)
        => value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212') + "°" : "–";
}
