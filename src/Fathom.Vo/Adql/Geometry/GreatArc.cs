using Fathom.Sky.Sphere;

namespace Fathom.Vo.Adql.Geometry;

/// <summary>The shorter way along a great circle between two directions.</summary>
internal readonly record struct GreatArc(UnitVector From, UnitVector To)
{
    /// <summary>Determinant of three vectors: positive where c is to the left of the way from a to b.</summary>
    public static double Determinant(UnitVector a, UnitVector b, UnitVector c)
    {
        (double x, double y, double z) = Cross(a, b);
        return (x * c.X) + (y * c.Y) + (z * c.Z);
    }

    /// <summary>Vector product.</summary>
    public static (double X, double Y, double Z) Cross(UnitVector a, UnitVector b) =>
        ((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>Length [rad].</summary>
    public double Length => GreatCircle.Distance(From, To);

    /// <summary>Smallest angle between the arc and a direction [rad].</summary>
    public double Distance(UnitVector direction)
    {
        (double x, double y, double z) = Cross(From, To);
        double norm = Math.Sqrt((x * x) + (y * y) + (z * z));
        if (norm > 0)
        {
            var pole = new UnitVector(x / norm, y / norm, z / norm);
            if (Determinant(pole, From, direction) >= 0 && Determinant(To, pole, direction) >= 0)
            {
                return Math.Abs(Math.Asin(Math.Clamp(pole.Dot(direction), -1, 1)));
            }
        }

        return Math.Min(GreatCircle.Distance(From, direction), GreatCircle.Distance(To, direction));
    }

    /// <summary>Angle by which one who stands at a direction turns from one end to the other, −π to π, anticlockwise positive.</summary>
    public double AngleSeenFrom(UnitVector direction)
    {
        double along = From.Dot(To) - (From.Dot(direction) * To.Dot(direction));
        return Math.Atan2(Determinant(direction, From, To), along);
    }

    /// <summary>True where the arcs cross or touch.</summary>
    public bool Meets(GreatArc other)
    {
        double a = Determinant(From, To, other.From), b = Determinant(From, To, other.To);
        double c = Determinant(other.From, other.To, From), d = Determinant(other.From, other.To, To);
        return a * b <= 0 && c * d <= 0 && From.Dot(other.From) + To.Dot(other.To) + From.Dot(other.To) + To.Dot(other.From) > 0;
    }
}
