namespace Fathom.Sky.Sphere;

/// <summary>The cells that a circle on the sphere touches, found from the base faces downwards.</summary>
/// <remarks>A cell is cut up only while the circle's edge may run through it, so that the work grows with the edge's
/// length in the finest cells and not with the area. Distances are compared as squared chords, which keep their digits
/// at a milliarcsecond; what rounding could change is counted as touched and not as inside.</remarks>
public readonly struct HealpixDisc
{
    private const double Slack = 1e-12;

    private static readonly double[] s_cellRadii = [.. Enumerable.Range(0, HealpixGrid.Finest + 1).Select(order => new HealpixGrid(order).LargestRadius)];

    private readonly UnitVector _centre;
    private readonly double[] _outside;
    private readonly double[] _inside;

    /// <summary>A circle.</summary>
    /// <param name="longitude">Longitude of its centre [deg], any number of turns.</param>
    /// <param name="latitude">Latitude of its centre [deg].</param>
    /// <param name="radius">Radius [deg], 0 to 180.</param>
    /// <param name="order">The finest order to which cells are cut up, 0 to 29.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is beyond its range.</exception>
    public HealpixDisc(double longitude, double latitude, double radius, int order)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, HealpixGrid.Finest);
        if (!double.IsFinite(longitude) || !(Math.Abs(latitude) <= 90) || !(radius is >= 0 and <= 180))
        {
            throw new ArgumentOutOfRangeException(nameof(radius), $"({longitude}, {latitude}) with radius {radius} deg is no circle on the sphere.");
        }

        _centre = UnitVector.FromAngles(double.DegreesToRadians(longitude % 360), double.DegreesToRadians(latitude));
        _outside = new double[order + 1];
        _inside = new double[order + 1];
        var angle = double.DegreesToRadians(radius);
        for (var i = 0; i <= order; i++)
        {
            var cell = s_cellRadii[i];
            _outside[i] = angle + cell >= Math.PI ? double.PositiveInfinity : (Chord(angle + cell) * (1 + Slack)) + 1e-30;
            _inside[i] = angle >= Math.PI ? double.PositiveInfinity : angle <= cell ? -1 : Chord(angle - cell) * (1 - Slack);
        }
    }

    /// <summary>Adds the cells that the circle touches, ascending and joined where they follow one another.</summary>
    public void AddTo(List<HealpixRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        for (var face = 0; face < 12; face++)
        {
            Add(new HealpixCell(face, 0, 0), 0, ranges);
        }
    }

    /// <summary>Squared chord of an angle.</summary>
    private static double Chord(double angle)
    {
        var half = 2 * Math.Sin(angle / 2);
        return half * half;
    }

    private void Add(HealpixCell cell, int order, List<HealpixRange> ranges)
    {
        var at = cell.Centre(order);
        var (x, y, z) = (at.X - _centre.X, at.Y - _centre.Y, at.Z - _centre.Z);
        var chord = (x * x) + (y * y) + (z * z);
        if (chord > _outside[order])
        {
            return;
        }

        var inside = chord <= _inside[order];
        if (inside || order == _outside.Length - 1)
        {
            Join(cell.Nested(order), 2 * (HealpixGrid.Finest - order), inside, ranges);
            return;
        }

        var (left, low) = (cell.X << 1, cell.Y << 1);
        Add(new HealpixCell(cell.Face, left, low), order + 1, ranges);
        Add(new HealpixCell(cell.Face, left + 1, low), order + 1, ranges);
        Add(new HealpixCell(cell.Face, left, low + 1), order + 1, ranges);
        Add(new HealpixCell(cell.Face, left + 1, low + 1), order + 1, ranges);
    }

    private static void Join(long index, int shift, bool inside, List<HealpixRange> ranges)
    {
        var first = index << shift;
        var end = (index + 1) << shift;
        if (ranges.Count > 0 && ranges[^1].End == first && ranges[^1].IsInside == inside)
        {
            ranges[^1] = ranges[^1] with { End = end };
        }
        else
        {
            ranges.Add(new HealpixRange(first, end, inside));
        }
    }
}
