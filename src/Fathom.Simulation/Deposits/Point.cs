using Fathom.Detector.Randomness;

namespace Fathom.Simulation.Deposits;

/// <summary>A place [mm] or a direction (unit length) in the detector frame.</summary>
public readonly record struct Point(double X, double Y, double Z)
{
    /// <summary>Distance from the centre.</summary>
    public double Radius => Math.Sqrt((X * X) + (Y * Y) + (Z * Z));

    /// <summary>The point reached after a distance along a direction.</summary>
    public Point Along(in Point direction, double distance) =>
        new(X + (distance * direction.X), Y + (distance * direction.Y), Z + (distance * direction.Z));

    /// <summary>A direction drawn uniformly from the sphere.</summary>
    public static Point Isotropic(SeededRandom random)
    {
        var cosine = (2 * random.NextUniform()) - 1;
        var sine = Math.Sqrt(1 - (cosine * cosine));
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextUniform());
        return new Point(sine * cos, sine * sin, cosine);
    }

    /// <summary>A place drawn uniformly from a ball around the centre.</summary>
    public static Point InBall(double radius, SeededRandom random) =>
        default(Point).Along(Isotropic(random), radius * Math.Cbrt(random.NextUniform()));
}
