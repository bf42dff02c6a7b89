namespace Fathom.Sky.Sphere;

/// <summary>A rotation of axes: takes the components of a direction in one frame to those in another.</summary>
/// <remarks>Signs as in the IAU's R1, R2, R3: the axes turn by a positive angle, anticlockwise seen from the positive axis.</remarks>
public sealed class Rotation
{
    private readonly double[] _m;

    private Rotation(double[] m) => _m = m;

    /// <summary>Element of a row and a column, 0 to 2.</summary>
    public double this[int row, int column] => _m[(row * 3) + column];

    /// <summary>R1: axes turned about x by an angle [rad].</summary>
    public static Rotation AboutX(double angle)
    {
        var (s, c) = Math.SinCos(angle);
        return new Rotation([1, 0, 0, 0, c, s, 0, -s, c]);
    }

    /// <summary>R2: axes turned about y by an angle [rad].</summary>
    public static Rotation AboutY(double angle)
    {
        var (s, c) = Math.SinCos(angle);
        return new Rotation([c, 0, -s, 0, 1, 0, s, 0, c]);
    }

    /// <summary>R3: axes turned about z by an angle [rad].</summary>
    public static Rotation AboutZ(double angle)
    {
        var (s, c) = Math.SinCos(angle);
        return new Rotation([c, s, 0, -s, c, 0, 0, 0, 1]);
    }

    /// <summary>This rotation and then another.</summary>
    public Rotation Then(Rotation next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var product = new double[9];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                product[(i * 3) + j] = (next[i, 0] * this[0, j]) + (next[i, 1] * this[1, j]) + (next[i, 2] * this[2, j]);
            }
        }

        return new Rotation(product);
    }

    /// <summary>Components in the new frame.</summary>
    public UnitVector Apply(UnitVector v) => new(
        (_m[0] * v.X) + (_m[1] * v.Y) + (_m[2] * v.Z),
        (_m[3] * v.X) + (_m[4] * v.Y) + (_m[5] * v.Z),
        (_m[6] * v.X) + (_m[7] * v.Y) + (_m[8] * v.Z));

    /// <summary>Components in the old frame.</summary>
    public UnitVector ApplyInverse(UnitVector v) => new(
        (_m[0] * v.X) + (_m[3] * v.Y) + (_m[6] * v.Z),
        (_m[1] * v.X) + (_m[4] * v.Y) + (_m[7] * v.Z),
        (_m[2] * v.X) + (_m[5] * v.Y) + (_m[8] * v.Z));
}
