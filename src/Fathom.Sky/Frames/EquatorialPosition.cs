using Fathom.Sky.Sphere;

namespace Fathom.Sky.Frames;

/// <summary>A position in the International Celestial Reference System.</summary>
/// <param name="RightAscension">Right ascension, 0 to 360 [deg].</param>
/// <param name="Declination">Declination, −90 to 90 [deg].</param>
public readonly record struct EquatorialPosition(double RightAscension, double Declination)
{
    /// <summary>As a unit vector.</summary>
    public UnitVector ToVector() =>
        UnitVector.FromAngles(double.DegreesToRadians(RightAscension), double.DegreesToRadians(Declination));

    /// <summary>From a unit vector.</summary>
    public static EquatorialPosition From(UnitVector direction) =>
        new(double.RadiansToDegrees(direction.Longitude), double.RadiansToDegrees(direction.Latitude));

    /// <summary>Angle to another position [deg].</summary>
    public double DistanceTo(EquatorialPosition other) =>
        double.RadiansToDegrees(GreatCircle.Distance(ToVector(), other.ToVector()));
}
