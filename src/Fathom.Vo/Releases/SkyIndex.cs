using Fathom.Sky.Sphere;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>Finds the rows of cells: one look into the index a range, whatever the table's size.</summary>
internal sealed class SkyIndex(MappedFile file, StoredSkyIndex stored)
{
    private readonly int _shift = 2 * (HealpixGrid.Finest - stored.Order);

    /// <summary>As <see cref="ColumnTable.AddCircle"/>.</summary>
    public void AddCircle(double rightAscension, double declination, double radius, List<RowRange> ranges)
    {
        var cells = new List<HealpixRange>(32);
        new HealpixDisc(rightAscension, declination, radius, stored.Order).AddTo(cells);
        foreach (var cell in cells)
        {
            Add(Start(cell.First >> _shift), Start(cell.End >> _shift), cell.IsInside, ranges);
        }
    }

    /// <summary>The cells in which rows lie.</summary>
    public HealpixMoc Coverage(int order)
    {
        var cells = new HealpixGrid(stored.Order).Cells;
        return HealpixMoc.Of(Math.Min(order, stored.Order), Filled());

        IEnumerable<(long First, long End)> Filled()
        {
            for (var cell = 0L; cell < cells; cell++)
            {
                if (Start(cell + 1) > Start(cell))
                {
                    yield return (cell << _shift, (cell + 1) << _shift);
                }
            }
        }
    }

    /// <summary>How many rows lie in each cell of an order, which may not be finer than the index.</summary>
    public long[] Counts(int order)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, stored.Order);
        int shift = 2 * (stored.Order - order);
        var counts = new long[new HealpixGrid(order).Cells];
        for (long cell = 0; cell < counts.Length; cell++)
        {
            counts[cell] = Start((cell + 1) << shift) - Start(cell << shift);
        }

        return counts;
    }

    /// <summary>Order of its cells.</summary>
    public int Order => stored.Order;

    private long Start(long cell) => file.Values<uint>(stored.Starts.Offset + (cell * sizeof(uint)), 1)[0];

    private static void Add(long first, long end, bool inside, List<RowRange> ranges)
    {
        if (first < end && ranges.Count > 0 && ranges[^1] is var last && last.IsInside == inside && last.First + last.Count == first
            && end - last.First <= int.MaxValue)
        {
            ranges[^1] = last with { Count = (int)(end - last.First) };
            return;
        }

        while (first < end)
        {
            var count = (int)Math.Min(end - first, int.MaxValue);
            ranges.Add(new RowRange(first, count, inside));
            first += count;
        }
    }
}
