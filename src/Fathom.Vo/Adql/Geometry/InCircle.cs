namespace Fathom.Vo.Adql.Geometry;

/// <summary>Whether positions lie within a circle, without an inverse function: by the haversine of the angle, exact also where it is small.</summary>
internal readonly struct InCircle
{
    private readonly double _longitude;
    private readonly double _latitude;
    private readonly double _cosLatitude;
    private readonly double _haversine;

    /// <summary>Of a centre and a radius [deg], 0 to 180.</summary>
    public InCircle(double longitude, double latitude, double radius)
    {
        _longitude = double.DegreesToRadians(longitude);
        _latitude = double.DegreesToRadians(latitude);
        _cosLatitude = Math.Cos(_latitude);
        double sine = Math.Sin(double.DegreesToRadians(Math.Min(radius, 180)) / 2);
        _haversine = radius < 0 ? -1 : radius >= 180 ? 2 : sine * sine;
    }

    /// <summary>True for a position [deg] inside or on the edge.</summary>
    public bool Contains(double longitude, double latitude)
    {
        double phi = double.DegreesToRadians(latitude);
        double across = Math.Sin((double.DegreesToRadians(longitude) - _longitude) / 2);
        double along = Math.Sin((phi - _latitude) / 2);
        return (along * along) + (_cosLatitude * Math.Cos(phi) * across * across) <= _haversine;
    }

    /// <summary>True for a position [deg] inside or on the edge of a circle.</summary>
    public static bool Contains(double longitude, double latitude, double centreLongitude, double centreLatitude, double radius) =>
        new InCircle(centreLongitude, centreLatitude, radius).Contains(longitude, latitude);
}
