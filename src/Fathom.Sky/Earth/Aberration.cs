using Fathom.Sky.Sphere;
using Fathom.Sky.Time;

namespace Fathom.Sky.Earth;

/// <summary>
/// Aberration: whatever moves with (nearly) the speed of light seems to come from further ahead of the moving observer.
/// </summary>
/// <remarks>
/// The Earth's velocity is that of a Kepler orbit around the Sun with the mean elements of Meeus, Astronomical
/// Algorithms (1998), chapter 25; the Sun's own motion and the planets' pull are left out: below 0.03″ of the 20.5″.
/// </remarks>
public static class Aberration
{
    /// <summary>Constant of aberration: speed of a circular orbit over that of light, times the Kepler factor ["].</summary>
    private const double ConstantArcseconds = 20.49552;

    /// <summary>Velocity of the Earth over the speed of light, in the mean equator and equinox of date.</summary>
    public static (double X, double Y, double Z) EarthVelocity(JulianDate tt)
    {
        var t = tt.Centuries;
        var meanLongitude = double.DegreesToRadians(280.46646 + (t * (36000.76983 + (t * 0.0003032))));
        var anomaly = double.DegreesToRadians(357.52911 + (t * (35999.05029 - (t * 0.0001537))));
        var eccentricity = 0.016708634 - (t * (0.000042037 + (t * 0.0000001267)));
        var perihelion = double.DegreesToRadians(102.93735 + (t * (1.71946 + (t * 0.00046))));
        var centre = double.DegreesToRadians(
            ((1.914602 - (t * 0.004817)) * Math.Sin(anomaly)) + (0.019993 * Math.Sin(2 * anomaly)) + (0.000289 * Math.Sin(3 * anomaly)));
        var sun = meanLongitude + centre;
        var speed = Angles.FromArcseconds(ConstantArcseconds);
        var x = speed * (Math.Sin(sun) - (eccentricity * Math.Sin(perihelion)));
        var y = -speed * (Math.Cos(sun) - (eccentricity * Math.Cos(perihelion)));
        var (sine, cosine) = Math.SinCos(Precession.MeanObliquity(tt));
        return (x, y * cosine, y * sine);
    }

    /// <summary>Where a direction seems to be for an observer who moves.</summary>
    /// <param name="natural">Direction for an observer at rest.</param>
    /// <param name="velocity">Velocity over the speed of light, same axes.</param>
    /// <remarks>Special relativity, exact; Klioner, AJ 125 (2003) 1580, eq. 11 without gravity.</remarks>
    public static UnitVector Apply(UnitVector natural, (double X, double Y, double Z) velocity)
    {
        var (vx, vy, vz) = velocity;
        var inverseGamma = Math.Sqrt(1.0 - ((vx * vx) + (vy * vy) + (vz * vz)));
        var dot = (natural.X * vx) + (natural.Y * vy) + (natural.Z * vz);
        var along = 1.0 + (dot / (1.0 + inverseGamma));
        return UnitVector.Along(
            (natural.X * inverseGamma) + (along * vx),
            (natural.Y * inverseGamma) + (along * vy),
            (natural.Z * inverseGamma) + (along * vz));
    }

    /// <summary>Where a direction is for an observer at rest: the inverse of <see cref="Apply"/>.</summary>
    public static UnitVector Remove(UnitVector apparent, (double X, double Y, double Z) velocity) =>
        Apply(apparent, (-velocity.X, -velocity.Y, -velocity.Z));
}
