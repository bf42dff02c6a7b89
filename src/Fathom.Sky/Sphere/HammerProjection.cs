namespace Fathom.Sky.Sphere;

/// <summary>The whole sphere as an ellipse, in which equal areas are equal (Hammer 1892; Calabretta and Greisen 2002, A&amp;A 395, 1077,
/// section 5.4.2 with both parameters as for the whole sky).</summary>
/// <remarks>Longitudes are relative to the centre of the map and grow to the left, as one sees the sky. The ellipse reaches from −1 to 1
/// in x and from −½ to ½ in y, y upwards.</remarks>
public static class HammerProjection
{
    /// <summary>Where a position is drawn.</summary>
    /// <param name="longitude">From the centre of the map [deg], any number of turns.</param>
    /// <param name="latitude">−90 to 90 [deg].</param>
    public static (double X, double Y) Forward(double longitude, double latitude)
    {
        double half = double.DegreesToRadians(Math.IEEERemainder(longitude, 360)) / 2, height = double.DegreesToRadians(latitude);
        double scale = 1 / Math.Sqrt(1 + (Math.Cos(height) * Math.Cos(half)));
        return (-Math.Cos(height) * Math.Sin(half) * scale, Math.Sin(height) * scale / 2);
    }

    /// <summary>The position that is drawn at a place; null outside the ellipse.</summary>
    /// <returns>Longitude from the centre, −180 to 180 [deg], and latitude [deg].</returns>
    public static (double Longitude, double Latitude)? Inverse(double x, double y)
    {
        // In the projection's own measures: (2√2 x, 2√2 y), and z² = 1 − X²/16 − Y²/4.
        double squared = 1 - (x * x / 2) - (2 * y * y);
        if (squared < 0.5)
        {
            return null;
        }

        double z = Math.Sqrt(squared);
        double longitude = -2 * Math.Atan2(z * x * Math.Sqrt(2), (2 * squared) - 1);
        double latitude = Math.Asin(Math.Clamp(2 * Math.Sqrt(2) * y * z, -1, 1));
        return (double.RadiansToDegrees(longitude), double.RadiansToDegrees(latitude));
    }
}
