using Fathom.Sky.Sphere;

namespace Fathom.Sky.Frames;

/// <summary>A position in the sky of a site, without refraction.</summary>
/// <param name="Azimuth">From true north over east, 0 to 360 [deg].</param>
/// <param name="Altitude">Above the horizon, −90 to 90 [deg]; 90 − zenith angle.</param>
public readonly record struct HorizontalPosition(double Azimuth, double Altitude)
{
    /// <summary>Angle from the zenith [deg].</summary>
    public double Zenith => 90.0 - Altitude;

    /// <summary>As a unit vector with x to the east, y to the north, z up.</summary>
    public UnitVector ToEastNorthUp() =>
        UnitVector.FromAngles(double.DegreesToRadians(90.0 - Azimuth), double.DegreesToRadians(Altitude));

    /// <summary>From a unit vector with x to the east, y to the north, z up.</summary>
    public static HorizontalPosition FromEastNorthUp(UnitVector direction)
    {
        var azimuth = 90.0 - double.RadiansToDegrees(direction.Longitude);
        return new HorizontalPosition(azimuth < 0 ? azimuth + 360.0 : azimuth, double.RadiansToDegrees(direction.Latitude));
    }
}
