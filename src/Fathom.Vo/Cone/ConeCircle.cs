using Fathom.Sky.Sphere;

namespace Fathom.Vo.Cone;

/// <summary>Tells whether positions lie within a circle, its edge included.</summary>
/// <remarks>Squared chords are compared, which costs no inverse function; where they are too near the edge to be told
/// apart, the angle itself decides, so that every part of the server draws the same edge.</remarks>
public readonly struct ConeCircle
{
    /// <summary>Rounding of a unit vector's component, with room.</summary>
    private const double Rounding = 1e-14;
    private const double LatitudeSlack = 1e-10;

    private readonly double _longitude;
    private readonly double _latitude;
    private readonly double _radius;
    private readonly UnitVector _centre;
    private readonly double _chord;
    private readonly double _doubt;

    /// <summary>A circle.</summary>
    /// <param name="longitude">Longitude of the centre [deg].</param>
    /// <param name="latitude">Latitude of the centre [deg].</param>
    /// <param name="radius">Radius [deg], 0 to 180.</param>
    public ConeCircle(double longitude, double latitude, double radius)
    {
        (_longitude, _latitude, _radius) = (longitude, latitude, radius);
        _centre = Direction(longitude, latitude);
        var half = 2 * Math.Sin(double.DegreesToRadians(radius) / 2);
        _chord = half * half;
        _doubt = radius > 179 ? double.PositiveInfinity : (Rounding * half) + (Rounding * Rounding);
    }

    /// <summary>True where a position [deg] is not farther from the centre than the radius; false where it is none.</summary>
    public bool Contains(double longitude, double latitude)
    {
        if (!(Math.Abs(latitude - _latitude) <= _radius + LatitudeSlack))
        {
            return false;
        }

        var at = Direction(longitude, latitude);
        var (x, y, z) = (at.X - _centre.X, at.Y - _centre.Y, at.Z - _centre.Z);
        var chord = (x * x) + (y * y) + (z * z);
        return Math.Abs(chord - _chord) > _doubt ? chord < _chord : Distance(longitude, latitude) <= _radius;
    }

    /// <summary>Angle of a position [deg] to the centre [deg].</summary>
    public double Distance(double longitude, double latitude) => GreatCircle.DistanceDegrees(_longitude, _latitude, longitude, latitude);

    private static UnitVector Direction(double longitude, double latitude) =>
        UnitVector.FromAngles(double.DegreesToRadians(longitude), double.DegreesToRadians(latitude));
}
