using Fathom.Sky.Frames;
using Fathom.Vo.Adql.Geometry;

namespace Fathom.Vo.Adql.Functions;

/// <summary>Functions of positions and shapes (ADQL 2.1, section 4.2); all angles in degrees. Beyond a pole there is no position: NULL.</summary>
internal static class GeometryFunctions
{
    /// <summary>Finest order of a coverage that is made from a circle.</summary>
    private const int FinestMoc = 12;

    /// <summary>Whether a position is in a circle, both given by their numbers: what CONTAINS of a point and a circle becomes.</summary>
    public static ScalarFunction InCircle { get; } = new(
        "in_circle",
        [AdqlType.Real, AdqlType.Real, AdqlType.Real, AdqlType.Real, AdqlType.Real],
        AdqlType.Integer,
        a => !IsLatitude(a[1]) || !IsLatitude(a[3]) || (double)a[4] < 0 ? null
            : Geometry.InCircle.Contains((double)a[0], (double)a[1], (double)a[2], (double)a[3], (double)a[4]) ? 1L : 0L);

    /// <summary>Angle between two positions, given by their numbers.</summary>
    public static ScalarFunction Distance { get; } = new(
        "distance",
        [AdqlType.Real, AdqlType.Real, AdqlType.Real, AdqlType.Real],
        AdqlType.Real,
        a => IsLatitude(a[1]) && IsLatitude(a[3])
            ? ShapeRelations.Distance((double)a[0], (double)a[1], (double)a[2], (double)a[3])
            : null)
    { Unit = "deg", Ucd = "pos.angDistance" };

    /// <summary>All that a query can name.</summary>
    public static IEnumerable<ScalarFunction> All =>
    [
        Distance,
        new("distance", [AdqlType.Point, AdqlType.Point], AdqlType.Real, a => Angle((SkyPoint)a[0], (SkyPoint)a[1])) { Unit = "deg", Ucd = "pos.angDistance" },
        new("point", [AdqlType.Real, AdqlType.Real], AdqlType.Point, a => Point(a[0], a[1])) { Ucd = "pos.eq" },
        new("circle", [AdqlType.Real, AdqlType.Real, AdqlType.Real], AdqlType.Circle, a => Circle(Point(a[0], a[1]), a[2])),
        new("circle", [AdqlType.Point, AdqlType.Real], AdqlType.Circle, a => Circle((SkyPoint)a[0], a[1])),
        new("box", [AdqlType.Real, AdqlType.Real, AdqlType.Real, AdqlType.Real], AdqlType.Polygon, a => Box(Point(a[0], a[1]), a[2], a[3])),
        new("box", [AdqlType.Point, AdqlType.Real, AdqlType.Real], AdqlType.Polygon, a => Box((SkyPoint)a[0], a[1], a[2])),
        new("contains", [AdqlType.Shape, AdqlType.Shape], AdqlType.Integer, a => ShapeRelations.Contains((SkyShape)a[0], (SkyShape)a[1]) ? 1L : 0L),
        new("contains", [AdqlType.Point, AdqlType.Moc], AdqlType.Integer, a => In((SkyPoint)a[0], (MocCoverage)a[1])),
        new("contains", [AdqlType.Moc, AdqlType.Moc], AdqlType.Integer, a => ((MocCoverage)a[1]).Contains((MocCoverage)a[0]) ? 1L : 0L),
        new("intersects", [AdqlType.Shape, AdqlType.Shape], AdqlType.Integer, a => ShapeRelations.Intersect((SkyShape)a[0], (SkyShape)a[1]) ? 1L : 0L),
        new("intersects", [AdqlType.Point, AdqlType.Moc], AdqlType.Integer, a => In((SkyPoint)a[0], (MocCoverage)a[1])),
        new("intersects", [AdqlType.Moc, AdqlType.Point], AdqlType.Integer, a => In((SkyPoint)a[1], (MocCoverage)a[0])),
        new("intersects", [AdqlType.Moc, AdqlType.Moc], AdqlType.Integer, a => ((MocCoverage)a[0]).Intersects((MocCoverage)a[1]) ? 1L : 0L),
        new("area", [AdqlType.Shape], AdqlType.Real, a => ShapeRelations.Area((SkyShape)a[0])) { Unit = "deg2", Ucd = "phys.angArea" },
        new("centroid", [AdqlType.Shape], AdqlType.Point, a => ShapeRelations.Centroid((SkyShape)a[0])),
        new("coord1", [AdqlType.Point], AdqlType.Real, a => ((SkyPoint)a[0]).Longitude) { Unit = "deg" },
        new("coord2", [AdqlType.Point], AdqlType.Real, a => ((SkyPoint)a[0]).Latitude) { Unit = "deg" },
        new("coordsys", [AdqlType.Shape], AdqlType.Text, _ => "ICRS"),
        new("moc", [AdqlType.Text], AdqlType.Moc, a => MocCoverage.Read((string)a[0])),
        new("moc", [AdqlType.Integer, AdqlType.Circle], AdqlType.Moc, a => (long)a[0] is >= 0 and <= FinestMoc ? MocCoverage.Of((SkyCircle)a[1], (int)(long)a[0]) : null),
        new("ivo_geom_transform", [AdqlType.Text, AdqlType.Text, AdqlType.Point], AdqlType.Point, Transform),
        new("ivo_geom_transform", [AdqlType.Text, AdqlType.Text, AdqlType.Circle], AdqlType.Circle, Transform),
        new("ivo_geom_transform", [AdqlType.Text, AdqlType.Text, AdqlType.Polygon], AdqlType.Polygon, Transform),
    ];

    /// <summary>POLYGON of that many points or pairs of numbers.</summary>
    public static ScalarFunction Polygon(int arguments, bool isOfPoints) => new(
        "polygon",
        [.. Enumerable.Repeat(isOfPoints ? AdqlType.Point : AdqlType.Real, arguments)],
        AdqlType.Polygon,
        a => PolygonOf(isOfPoints
            ? [.. a.Cast<SkyPoint>()]
            : [.. a.Chunk(2).Select(pair => Point(pair[0], pair[1]))]));

    /// <summary>The frames that a transform knows (IVOA vocabulary refframe).</summary>
    public static IReadOnlyList<string> Frames { get; } = ["ICRS", "GALACTIC"];

    private static SkyPolygon? PolygonOf(SkyPoint?[] vertices) => vertices.Any(vertex => vertex is null) ? null : new SkyPolygon(vertices!);

    private static bool IsLatitude(object value) => Math.Abs((double)value) <= 90;

    private static SkyPoint? Point(object longitude, object latitude) =>
        double.IsFinite((double)longitude) && IsLatitude(latitude) ? new SkyPoint((double)longitude, (double)latitude) : null;

    private static SkyCircle? Circle(SkyPoint? centre, object radius) =>
        centre is not null && (double)radius is >= 0 and <= 180 ? new SkyCircle(centre, (double)radius) : null;

    private static SkyPolygon? Box(SkyPoint? centre, object width, object height) =>
        centre is not null && (double)width is > 0 and < 360 && (double)height is > 0 and <= 180
            ? ShapeRelations.Box(centre, (double)width, (double)height)
            : null;

    private static double Angle(SkyPoint a, SkyPoint b) => ShapeRelations.Distance(a.Longitude, a.Latitude, b.Longitude, b.Latitude);

    private static long In(SkyPoint point, MocCoverage coverage) => coverage.Contains(point.Longitude, point.Latitude) ? 1L : 0L;

    private static object? Transform(object[] arguments)
    {
        if (!Frames.Contains((string)arguments[0]) || !Frames.Contains((string)arguments[1]))
        {
            return null;
        }

        Func<SkyPoint, SkyPoint> turn = ((string)arguments[0], (string)arguments[1]) switch
        {
            ("ICRS", "GALACTIC") => ToGalactic,
            ("GALACTIC", "ICRS") => FromGalactic,
            _ => point => point,
        };
        return arguments[2] switch
        {
            SkyPoint point => turn(point),
            SkyCircle circle => circle with { Centre = turn(circle.Centre) },
            SkyPolygon polygon => new SkyPolygon([.. polygon.Vertices.Select(turn)]),
            _ => null,
        };
    }

    private static SkyPoint ToGalactic(SkyPoint point)
    {
        var position = GalacticPosition.From(new EquatorialPosition(point.Longitude, point.Latitude));
        return new SkyPoint(position.Longitude, position.Latitude);
    }

    private static SkyPoint FromGalactic(SkyPoint point)
    {
        EquatorialPosition position = new GalacticPosition(point.Longitude, point.Latitude).ToEquatorial();
        return new SkyPoint(position.RightAscension, position.Declination);
    }
}
