namespace Fathom.Sky.Sphere;

/// <summary>HEALPix: the sphere cut into 12 · 4^order cells of equal area (Górski et al. 2005, ApJ 622, 759).</summary>
public readonly record struct HealpixGrid
{
    /// <summary>The finest order, whose cells measure 0.4 milliarcseconds.</summary>
    public const int Finest = 29;

    /// <summary>A grid.</summary>
    /// <param name="order">0 to 29; the side of a base face has 2^order cells.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another order.</exception>
    public HealpixGrid(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, Finest);
        Order = order;
    }

    /// <summary>The order, 0 to 29.</summary>
    public int Order { get; }

    /// <summary>Cells along a base face's side ("nside").</summary>
    public long Side => 1L << Order;

    /// <summary>Number of cells.</summary>
    public long Cells => 12L << (2 * Order);

    /// <summary>Area of a cell [sr].</summary>
    public double CellArea => 4 * Math.PI / Cells;

    /// <summary>The largest angle between a cell's centre and a point of it [rad].</summary>
    public double LargestRadius
    {
        get
        {
            var corner = 1 - (1.0 / Side);
            var a = UnitVector.FromAngles(Math.PI / (4.0 * Side), Math.Asin(2.0 / 3.0));
            return GreatCircle.Distance(a, UnitVector.FromAngles(0, Math.Asin(1 - (corner * corner / 3))));
        }
    }

    /// <summary>Nested index of the cell in which a position lies.</summary>
    /// <param name="longitude">Longitude or right ascension [deg], any number of turns.</param>
    /// <param name="latitude">Latitude or declination [deg], −90 to 90.</param>
    /// <returns>0 to <see cref="Cells"/> − 1; -1 where the position is not finite or beyond a pole.</returns>
    public long Nested(double longitude, double latitude) =>
        Math.Abs(latitude) <= 90 && double.IsFinite(longitude) ? CellAt(longitude, latitude).Nested(Order) : -1;

    /// <summary>Ring index of the cell in which a position lies; as <see cref="Nested(double, double)"/>.</summary>
    public long Ring(double longitude, double latitude) =>
        Math.Abs(latitude) <= 90 && double.IsFinite(longitude) ? HealpixRings.Index(Order, CellAt(longitude, latitude)) : -1;

    /// <summary>Direction of the centre of a nested cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public UnitVector Centre(long nested) => HealpixCell.OfNested(Order, Checked(nested)).Centre(Order);

    /// <summary>Ring index of a nested one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public long ToRing(long nested) => HealpixRings.Index(Order, HealpixCell.OfNested(Order, Checked(nested)));

    /// <summary>Nested index of a ring one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public long ToNested(long ring) => HealpixRings.Cell(Order, Checked(ring)).Nested(Order);

    private HealpixCell CellAt(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(latitude));
        var turn = longitude is >= 0 and < 360 ? longitude : longitude - (360 * Math.Floor(longitude / 360));
        return HealpixCell.At(Order, double.DegreesToRadians(turn), sin, cos);
    }

    private long Checked(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Cells);
        return index;
    }
}
