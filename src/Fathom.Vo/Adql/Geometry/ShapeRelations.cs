using Fathom.Sky.Sphere;

namespace Fathom.Vo.Adql.Geometry;

/// <summary>How shapes on the sky lie to each other, their areas and centres.</summary>
internal static class ShapeRelations
{
    private const double SquareDegrees = 180 / Math.PI * 180 / Math.PI;
    private const double Rounding = 1e-13;

    /// <summary>Angle between two positions [deg].</summary>
    public static double Distance(double longitudeA, double latitudeA, double longitudeB, double latitudeB) =>
        GreatCircle.DistanceDegrees(longitudeA, latitudeA, longitudeB, latitudeB);

    /// <summary>True where the first is inside or on the edge of the second.</summary>
    public static bool Contains(SkyShape inner, SkyShape outer) => (inner, outer) switch
    {
        (SkyPoint p, SkyPoint q) => Distance(p, q) == 0,
        (SkyPoint p, SkyCircle c) => InCircle.Contains(p.Longitude, p.Latitude, c.Centre.Longitude, c.Centre.Latitude, c.Radius),
        (SkyPoint p, SkyPolygon q) => q.Contains(p.Vector),
        (SkyCircle c, SkyCircle d) => Distance(c.Centre, d.Centre) + c.Radius <= d.Radius,
        (SkyCircle c, SkyPolygon q) => q.Contains(c.Centre.Vector)
            && q.Edges.All(edge => edge.Distance(c.Centre.Vector) + Rounding >= double.DegreesToRadians(c.Radius)),
        (SkyPolygon p, SkyCircle c) => p.Vertices.All(vertex => Distance(vertex, c.Centre) <= c.Radius),
        (SkyPolygon p, SkyPolygon q) => p.Corners.All(q.Contains) && !q.Corners.Any(corner => StrictlyIn(corner, p)),
        _ => false,
    };

    /// <summary>True where the shapes have a point in common.</summary>
    public static bool Intersect(SkyShape a, SkyShape b) => (a, b) switch
    {
        (SkyPoint, _) => Contains(a, b),
        (_, SkyPoint) => Contains(b, a),
        (SkyCircle c, SkyCircle d) => Distance(c.Centre, d.Centre) <= c.Radius + d.Radius,
        (SkyCircle c, SkyPolygon q) => Touches(c, q),
        (SkyPolygon q, SkyCircle c) => Touches(c, q),
        (SkyPolygon p, SkyPolygon q) => p.Corners.Any(q.Contains) || q.Corners.Any(p.Contains)
            || p.Edges.Any(edge => q.Edges.Any(edge.Meets)),
        _ => false,
    };

    /// <summary>Area [deg²].</summary>
    public static double Area(SkyShape shape) => shape switch
    {
        SkyCircle c => 4 * Math.PI * Math.Pow(Math.Sin(double.DegreesToRadians(c.Radius) / 2), 2) * SquareDegrees,
        SkyPolygon p => p.Area * SquareDegrees,
        _ => 0,
    };

    /// <summary>Centre.</summary>
    public static SkyPoint Centroid(SkyShape shape)
    {
        switch (shape)
        {
            case SkyPoint point:
                return point;
            case SkyCircle circle:
                return circle.Centre;
            default:
                double x = 0, y = 0, z = 0;
                foreach (GreatArc edge in ((SkyPolygon)shape).Edges)
                {
                    (double cx, double cy, double cz) = GreatArc.Cross(edge.From, edge.To);
                    double norm = Math.Sqrt((cx * cx) + (cy * cy) + (cz * cz));
                    double weight = norm > 0 ? edge.Length / norm : 0;
                    (x, y, z) = (x + (weight * cx), y + (weight * cy), z + (weight * cz));
                }

                return x != 0 || y != 0 || z != 0 ? SkyPoint.Of(UnitVector.Along(x, y, z)) : ((SkyPolygon)shape).Vertices[0];
        }
    }

    /// <summary>A box as a polygon: half of each size to each side of the centre (ADQL 2.1, section 4.2.9).</summary>
    public static SkyPolygon Box(SkyPoint centre, double width, double height)
    {
        double east = centre.Longitude + (width / 2), west = centre.Longitude - (width / 2);
        double north = Math.Min(90, centre.Latitude + (height / 2)), south = Math.Max(-90, centre.Latitude - (height / 2));
        return new SkyPolygon([new(west, south), new(east, south), new(east, north), new(west, north)]);
    }

    private static double Distance(SkyPoint a, SkyPoint b) => Distance(a.Longitude, a.Latitude, b.Longitude, b.Latitude);

    private static bool Touches(SkyCircle circle, SkyPolygon polygon) => polygon.Contains(circle.Centre.Vector)
        || polygon.Edges.Any(edge => edge.Distance(circle.Centre.Vector) <= double.DegreesToRadians(circle.Radius));

    private static bool StrictlyIn(UnitVector direction, SkyPolygon polygon) =>
        polygon.Contains(direction) && polygon.Edges.All(edge => edge.Distance(direction) > Rounding);
}
