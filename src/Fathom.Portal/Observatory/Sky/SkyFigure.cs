using System.Globalization;
using Fathom.Portal.Markup;
using Fathom.Sky.Frames;
using Fathom.Sky.Sphere;
using Fathom.Vo.Releases;

namespace Fathom.Portal.Observatory.Sky;

/// <summary>A map of a release: the density as an image, lines and labels over it, and each row as a point where there are few.</summary>
internal static class SkyFigure
{
    private const double Step = 3;

    /// <summary>The map in a frame.</summary>
    public static Html Draw(ReleaseTable table, SkyDensity density, SkyFrame frame, string image) => Html.Of($"""
        <figure class="plot sky">
        <figcaption><h3>{frame.Title}</h3><span>{Caption(table, density)}</span></figcaption>
        <svg viewBox="-14 -8 {SkyMapImage.Width + 28} {SkyMapImage.Height + 16}" role="img" aria-label="Where the rows lie on the sky, in {frame.Title} coordinates">
        <image href="{image}" x="0" y="0" width="{SkyMapImage.Width}" height="{SkyMapImage.Height}"/>
        <path class="graticule" d="{Graticule(frame)}"/>
        <path class="plane" d="{Plane(frame)}"><title>{(frame == SkyFrame.Galactic ? "Celestial equator" : "Galactic plane")}</title></path>
        {Labels(frame)}
        {Html.If(table.Rows <= SkyDensity.MostPoints, () => Points(table, frame))}
        <ellipse class="rim" cx="{SkyMapImage.Width / 2}" cy="{SkyMapImage.Height / 2}" rx="{SkyMapImage.Width / 2}" ry="{SkyMapImage.Height / 2}"/>
        </svg>
        <output class="readout" aria-hidden="true"></output>
        </figure>
        """);

    private static Html Caption(ReleaseTable table, SkyDensity density) => table.Rows <= SkyDensity.MostPoints
        ? Html.Of($"{Figures.Count(table.Rows)} {(table.Rows == 1 ? "point" : "points")}")
        : Html.Of($"0 <i class=\"skyramp\"></i> {density.BrightestPerSquareDegree:G3} per deg²");

    private static string Graticule(SkyFrame frame)
    {
        IEnumerable<IEnumerable<(double, double)>> meridians = Enumerable.Range(0, 12).Select(i => Line(-90, 90).Select(latitude => (frame.Centre - 180 + (30.0 * i), latitude)));
        IEnumerable<IEnumerable<(double, double)>> parallels = new[] { -60.0, -30, 0, 30, 60 }.Select(latitude => Line(-179.99, 179.99).Select(longitude => (frame.Centre + longitude, latitude)));
        return string.Concat(meridians.Concat(parallels).Select(line => Path(frame, line)));
    }

    private static string Plane(SkyFrame frame) => Path(frame, Line(0, 360).Select(
        longitude => frame.FromIcrs(frame == SkyFrame.Galactic ? new EquatorialPosition(longitude, 0) : new GalacticPosition(longitude, 0).ToEquatorial())));

    private static IEnumerable<double> Line(double from, double to) => Enumerable.Range(0, (int)((to - from) / Step) + 1).Select(i => from + (i * Step)).Append(to);

    // A line that leaves the map at one side comes back at the other.
    private static string Path(SkyFrame frame, IEnumerable<(double Longitude, double Latitude)> places)
    {
        (double X, double Y)? before = null;
        var path = new System.Text.StringBuilder();
        foreach ((double X, double Y) at in places.Select(place => At(frame, place.Longitude, place.Latitude)))
        {
            path.Append(CultureInfo.InvariantCulture, $"{(before is { } last && Math.Abs(at.X - last.X) < SkyMapImage.Width / 4.0 ? 'L' : 'M')}{at.X:0.#} {at.Y:0.#}");
            before = at;
        }

        return path.ToString();
    }

    private static Html Labels(SkyFrame frame) => Html.Join(
        new[] { -120.0, -60, 0, 60, 120 }.Select(from => Label(frame, frame.Centre + from, 0, $"{(frame.Centre + from + 360) % 360:0}°"))
        .Concat(new[] { -60.0, -30, 30, 60 }.Select(latitude => Label(frame, frame.Centre, latitude, $"{(latitude > 0 ? "+" : "−")}{Math.Abs(latitude):0}°"))));

    private static Html Label(SkyFrame frame, double longitude, double latitude, string text) =>
        At(frame, longitude, latitude) is var at ? Html.Of($"<text x=\"{at.X + 4:0.#}\" y=\"{at.Y - 4:0.#}\">{text}</text>") : Html.Empty;

    private static Html Points(ReleaseTable table, SkyFrame frame) => Html.Of($"<g class=\"events\">{Enumerable.Range(0, (int)table.Rows).Select(row => Point(table, frame, row))}</g>");

    private static Html Point(ReleaseTable table, SkyFrame frame, int row)
    {
        if (table.Position(row) is not { } place)
        {
            return Html.Empty;
        }

        var position = new EquatorialPosition(place.RightAscension, place.Declination);
        (double longitude, double latitude) = frame.FromIcrs(position);
        (double x, double y) = At(frame, longitude, latitude);
        return Html.Of($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.5\"><title>RA {position.RightAscension:0.###}°, Dec {position.Declination:0.###}°</title></circle>");
    }

    private static (double X, double Y) At(SkyFrame frame, double longitude, double latitude)
    {
        (double x, double y) = HammerProjection.Forward(longitude - frame.Centre, latitude);
        return ((x + 1) * SkyMapImage.Width / 2, (0.5 - y) * SkyMapImage.Height);
    }
}
