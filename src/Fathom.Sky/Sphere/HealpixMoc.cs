namespace Fathom.Sky.Sphere;

/// <summary>A part of the sky as HEALPix cells of mixed orders: a multi-order coverage map (MOC 2.0, space part).</summary>
/// <remarks>Kept as ranges of cells of order 29, ascending, apart from one another. Its order is the finest at which it
/// may have been cut; the empty map has order 0.</remarks>
public sealed class HealpixMoc
{
    private readonly long[] _firsts;
    private readonly long[] _ends;

    private HealpixMoc(int order, List<(long First, long End)> ranges)
    {
        Order = order;
        _firsts = [.. ranges.Select(range => range.First)];
        _ends = [.. ranges.Select(range => range.End)];
    }

    /// <summary>The finest order of its cells.</summary>
    public int Order { get; }

    /// <summary>Ranges of cells of order 29, ascending.</summary>
    public IEnumerable<(long First, long End)> Ranges => _firsts.Zip(_ends);

    /// <summary>Fraction of the sky, 0 to 1.</summary>
    public double Fraction => Ranges.Sum(range => (double)(range.End - range.First)) / new HealpixGrid(HealpixGrid.Finest).Cells;

    /// <summary>A map of ranges of order-29 cells, in any order and overlapping as they may.</summary>
    /// <param name="order">The finest order of its cells; ranges are widened to whole cells of it.</param>
    /// <param name="ranges">First cell and the cell after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range is not on the sky.</exception>
    public static HealpixMoc Of(int order, IEnumerable<(long First, long End)> ranges)
    {
        var shift = 2 * (HealpixGrid.Finest - new HealpixGrid(order).Order);
        var all = new HealpixGrid(HealpixGrid.Finest).Cells;
        var sorted = new List<(long First, long End)>();
        foreach (var (first, end) in ranges)
        {
            if (first < 0 || end > all || first > end)
            {
                throw new ArgumentOutOfRangeException(nameof(ranges), $"Cells {first} to {end} are not on the sky.");
            }

            if (first < end)
            {
                sorted.Add((first >> shift << shift, (((end - 1) >> shift) + 1) << shift));
            }
        }

        sorted.Sort();
        return new HealpixMoc(order, Joined(sorted));
    }

    /// <summary>The cells of an order that a circle touches.</summary>
    /// <param name="longitude">Centre [deg].</param>
    /// <param name="latitude">Centre [deg].</param>
    /// <param name="radius">Radius [deg], 0 to 180.</param>
    /// <param name="order">Order of the finest cells.</param>
    public static HealpixMoc OfCircle(double longitude, double latitude, double radius, int order)
    {
        var cells = new List<HealpixRange>();
        new HealpixDisc(longitude, latitude, radius, order).AddTo(cells);
        return Of(order, cells.Select(cell => (cell.First, cell.End)));
    }

    /// <summary>True where a position [deg] lies in it.</summary>
    public bool Contains(double longitude, double latitude)
    {
        var cell = new HealpixGrid(HealpixGrid.Finest).Nested(longitude, latitude);
        var at = Array.BinarySearch(_firsts, cell);
        at = at >= 0 ? at : ~at - 1;
        return cell >= 0 && at >= 0 && cell < _ends[at];
    }

    /// <summary>What lies in either.</summary>
    public HealpixMoc Union(HealpixMoc other) => Of(Math.Max(Order, other.Order), Ranges.Concat(other.Ranges));

    /// <summary>What lies in both.</summary>
    public HealpixMoc Intersection(HealpixMoc other)
    {
        var both = new List<(long First, long End)>();
        for (int i = 0, j = 0; i < _firsts.Length && j < other._firsts.Length;)
        {
            var (first, end) = (Math.Max(_firsts[i], other._firsts[j]), Math.Min(_ends[i], other._ends[j]));
            if (first < end)
            {
                both.Add((first, end));
            }

            if (_ends[i] < other._ends[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return Of(Math.Max(Order, other.Order), both);
    }

    /// <summary>The cells, each as coarse as can be, by order and then by number.</summary>
    public IEnumerable<(int Order, long First, long Last)> Cells()
    {
        var cells = new List<(int Order, long Cell)>();
        foreach (var (first, end) in Ranges)
        {
            for (var at = first; at < end;)
            {
                var order = CoarsestAt(at, end);
                cells.Add((order, at >> (2 * (HealpixGrid.Finest - order))));
                at += 1L << (2 * (HealpixGrid.Finest - order));
            }
        }

        cells.Sort();
        for (var i = 0; i < cells.Count;)
        {
            var last = i;
            while (last + 1 < cells.Count && cells[last + 1] == (cells[last].Order, cells[last].Cell + 1))
            {
                last++;
            }

            yield return (cells[i].Order, cells[i].Cell, cells[last].Cell);
            i = last + 1;
        }
    }

    private static int CoarsestAt(long at, long end)
    {
        var order = HealpixGrid.Finest;
        while (order > 0 && 1L << (2 * (HealpixGrid.Finest - order + 1)) is var size && at % size == 0 && at + size <= end)
        {
            order--;
        }

        return order;
    }

    private static List<(long First, long End)> Joined(List<(long First, long End)> sorted)
    {
        var joined = new List<(long First, long End)>();
        foreach (var range in sorted)
        {
            if (joined.Count > 0 && range.First <= joined[^1].End)
            {
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].End, range.End));
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }
}
