namespace Fathom.Sky.Sphere;

/// <summary>A HEALPix cell: one of the twelve base faces and its place in that face's square.</summary>
/// <param name="Face">0 to 11.</param>
/// <param name="X">Towards the north-east, 0 to 2^order − 1.</param>
/// <param name="Y">Towards the north-west, 0 to 2^order − 1.</param>
/// <remarks>Górski et al. 2005, ApJ 622, 759.</remarks>
internal readonly record struct HealpixCell(int Face, int X, int Y)
{
    /// <summary>Ring of a face's southern corner, in units of a face's side.</summary>
    private static ReadOnlySpan<byte> SouthernRing => [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4];

    /// <summary>Longitude of a face's centre in units of 45°.</summary>
    private static ReadOnlySpan<byte> Meridian => [1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7];

    /// <summary>The cell in which a position lies.</summary>
    /// <param name="order">0 to 29.</param>
    /// <param name="longitude">In radians, any number of turns.</param>
    /// <param name="sinLatitude">Sine of the latitude.</param>
    /// <param name="cosLatitude">Cosine of the latitude: near the poles the sine alone has lost the digits.</param>
    public static HealpixCell At(int order, double longitude, double sinLatitude, double cosLatitude)
    {
        var side = 1L << order;
        var height = Math.Abs(sinLatitude);
        var quarters = longitude / (Math.PI / 2);
        quarters -= 4 * Math.Floor(quarters / 4);
        if (quarters >= 4)
        {
            quarters = 0;
        }

        return height <= 2.0 / 3.0
            ? InBelt(order, side, quarters, sinLatitude)
            : InCap(side, quarters, height, sinLatitude > 0, Math.Abs(cosLatitude));
    }

    /// <summary>The cell of a nested index.</summary>
    public static HealpixCell OfNested(int order, long index)
    {
        var within = (ulong)index & ((1UL << (2 * order)) - 1);
        return new HealpixCell((int)(index >> (2 * order)), (int)HealpixBits.Gather(within), (int)HealpixBits.Gather(within >> 1));
    }

    /// <summary>Index in the nested scheme.</summary>
    public long Nested(int order) =>
        ((long)Face << (2 * order)) | (long)(HealpixBits.Scatter((uint)X) | (HealpixBits.Scatter((uint)Y) << 1));

    /// <summary>Number of the cell's ring, 1 at the north pole to 4 · side − 1 at the south pole.</summary>
    public long Ring(int order) => ((long)SouthernRing[Face] << order) - X - Y - 1;

    /// <summary>Steps of 45° / (cells of the ring in a quarter) from longitude 0 to the centre.</summary>
    public long Steps(long quarter)
    {
        var steps = (Meridian[Face] * quarter) + X - Y;
        return steps < 0 ? steps + (8 * quarter) : steps;
    }

    /// <summary>The cell of a ring whose centre is so many steps from longitude 0.</summary>
    public static HealpixCell OfRing(int order, int face, long ring, long quarter, long steps)
    {
        var south = ring - ((long)SouthernRing[face] << order) + 1;
        var east = steps - (Meridian[face] * quarter);
        if (east >= 2L << order)
        {
            east -= 8L << order;
        }

        return new HealpixCell(face, (int)((east - south) >> 1), (int)(-(east + south) >> 1));
    }

    /// <summary>Direction of the cell's centre.</summary>
    public UnitVector Centre(int order)
    {
        var side = 1L << order;
        var ring = Ring(order);
        var (quarter, z, rest) = Height(side, ring);
        var radius = rest > 0 ? Math.Sqrt(rest) : Math.Sqrt((1 - z) * (1 + z));
        var (sin, cos) = Math.SinCos(Math.PI / 4 * Steps(quarter) / quarter);
        return new UnitVector(radius * cos, radius * sin, z);
    }

    /// <summary>Cells of the ring in a quarter turn, sine of its latitude, and near a pole the square of its cosine (else 0).</summary>
    private static (long Quarter, double Z, double CosineSquared) Height(long side, long ring)
    {
        if (ring >= side && ring <= 3 * side)
        {
            return (side, ((2 * side) - ring) * 2.0 / (3.0 * side), 0);
        }

        var quarter = ring < side ? ring : (4 * side) - ring;
        var depth = (double)quarter * quarter / (3.0 * side * side);
        return (quarter, ring < side ? 1 - depth : depth - 1, depth * (2 - depth));
    }

    private static HealpixCell InBelt(int order, long side, double quarters, double z)
    {
        var along = side * (0.5 + quarters);
        var across = side * z * 0.75;
        var ascending = (long)(along - across);
        var descending = (long)(along + across);
        var a = (int)(ascending >> order);
        var d = (int)(descending >> order);
        var face = a == d ? a | 4 : a < d ? a : d + 8;
        return new HealpixCell(face, (int)(descending & (side - 1)), (int)(side - (ascending & (side - 1)) - 1));
    }

    private static HealpixCell InCap(long side, double quarters, double height, bool north, double cosLatitude)
    {
        var quarter = Math.Min(3, (int)quarters);
        var within = quarters - quarter;
        var rings = side * cosLatitude / Math.Sqrt((1 + height) / 3);
        var ascending = Math.Min(side - 1, (long)(within * rings));
        var descending = Math.Min(side - 1, (long)((1 - within) * rings));
        return north
            ? new HealpixCell(quarter, (int)(side - descending - 1), (int)(side - ascending - 1))
            : new HealpixCell(quarter + 8, (int)ascending, (int)descending);
    }
}
