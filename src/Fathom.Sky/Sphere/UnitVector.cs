namespace Fathom.Sky.Sphere;

/// <summary>A direction as a vector of length one.</summary>
/// <param name="X">Towards longitude 0, latitude 0.</param>
/// <param name="Y">Towards longitude 90°, latitude 0.</param>
/// <param name="Z">Towards latitude 90°.</param>
public readonly record struct UnitVector(double X, double Y, double Z)
{
    /// <summary>Longitude [rad], 0 to 2π.</summary>
    public double Longitude
    {
        get
        {
            var angle = Math.Atan2(Y, X);
            return angle < 0 ? angle + Math.Tau : angle;
        }
    }

    /// <summary>Latitude [rad], −π/2 to π/2.</summary>
    public double Latitude => Math.Atan2(Z, Math.Sqrt((X * X) + (Y * Y)));

    /// <summary>The opposite direction.</summary>
    public UnitVector Opposite => new(-X, -Y, -Z);

    /// <summary>The direction of a longitude and a latitude [rad].</summary>
    public static UnitVector FromAngles(double longitude, double latitude)
    {
        var (sinLon, cosLon) = Math.SinCos(longitude);
        var (sinLat, cosLat) = Math.SinCos(latitude);
        return new UnitVector(cosLon * cosLat, sinLon * cosLat, sinLat);
    }

    /// <summary>The direction of a vector of any length but zero.</summary>
    /// <exception cref="ArgumentException">The vector is zero or not finite.</exception>
    public static UnitVector Along(double x, double y, double z)
    {
        var norm = Math.Sqrt((x * x) + (y * y) + (z * z));
        return norm > 0 && double.IsFinite(norm)
            ? new UnitVector(x / norm, y / norm, z / norm)
            : throw new ArgumentException($"({x}, {y}, {z}) has no direction.", nameof(x));
    }

    /// <summary>Cosine of the angle to another direction.</summary>
    public double Dot(UnitVector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);
}
