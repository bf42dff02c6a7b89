namespace Fathom.Sky.Earth;

/// <summary>A place on the Earth, WGS 84.</summary>
/// <param name="LatitudeDegrees">Geodetic latitude [deg].</param>
/// <param name="LongitudeDegrees">Longitude, east positive [deg].</param>
/// <param name="HeightMetres">Height above the ellipsoid [m].</param>
public readonly record struct GeodeticSite(double LatitudeDegrees, double LongitudeDegrees, double HeightMetres)
{
    private const double EquatorialRadius = 6378137.0;
    private const double Flattening = 1.0 / 298.257223563;
    private const double TurnRate = 7.292115855e-5;
    private const double SpeedOfLight = 299792458.0;

    /// <summary>Speed at which the Earth's rotation carries the site eastward, over that of light.</summary>
    public double EastwardVelocity
    {
        get
        {
            var (sine, cosine) = Math.SinCos(double.DegreesToRadians(LatitudeDegrees));
            var eccentricity = Flattening * (2.0 - Flattening);
            var normal = EquatorialRadius / Math.Sqrt(1.0 - (eccentricity * sine * sine));
            return TurnRate * (normal + HeightMetres) * cosine / SpeedOfLight;
        }
    }
}
