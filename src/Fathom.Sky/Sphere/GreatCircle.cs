namespace Fathom.Sky.Sphere;

/// <summary>Distances and angles between directions on the sphere.</summary>
public static class GreatCircle
{
    /// <summary>Angle between two directions [rad], well behaved at 0 and at π (Vincenty).</summary>
    public static double Distance(UnitVector a, UnitVector b)
    {
        var cx = (a.Y * b.Z) - (a.Z * b.Y);
        var cy = (a.Z * b.X) - (a.X * b.Z);
        var cz = (a.X * b.Y) - (a.Y * b.X);
        return Math.Atan2(Math.Sqrt((cx * cx) + (cy * cy) + (cz * cz)), a.Dot(b));
    }

    /// <summary>Position angle of <paramref name="to"/> seen from <paramref name="from"/>, north over east [rad], −π to π.</summary>
    public static double PositionAngle(UnitVector from, UnitVector to)
    {
        var (sinFrom, cosFrom) = Math.SinCos(from.Latitude);
        var (sinTo, cosTo) = Math.SinCos(to.Latitude);
        var (sinStep, cosStep) = Math.SinCos(to.Longitude - from.Longitude);
        return Math.Atan2(cosTo * sinStep, (sinTo * cosFrom) - (cosTo * sinFrom * cosStep));
    }

    /// <summary>Angle between two positions given as longitude and latitude, all in degrees [deg].</summary>
    public static double DistanceDegrees(double longitudeA, double latitudeA, double longitudeB, double latitudeB) =>
        double.RadiansToDegrees(Distance(
            UnitVector.FromAngles(double.DegreesToRadians(longitudeA), double.DegreesToRadians(latitudeA)),
            UnitVector.FromAngles(double.DegreesToRadians(longitudeB), double.DegreesToRadians(latitudeB))));
}
