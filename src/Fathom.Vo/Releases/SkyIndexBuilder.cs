using Fathom.Sky.Sphere;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Notes the first row of each cell of a HEALPix grid while rows come in the order of their cells.</summary>
internal sealed class SkyIndexBuilder
{
    private const int RowsPerCell = 16;
    private const int FinestOrder = 11;

    private readonly SectionWriter _starts;
    private readonly int _shift;
    private readonly long _cells;
    private long _next;
    private uint _row;

    /// <summary>An index.</summary>
    public SkyIndexBuilder(SafeFileHandle file, long offset, long rows)
    {
        Order = OrderFor(rows);
        _cells = new HealpixGrid(Order).Cells;
        _shift = 2 * (HealpixGrid.Finest - Order);
        _starts = new SectionWriter(file, offset);
    }

    /// <summary>Order of the grid.</summary>
    public int Order { get; }

    /// <summary>The coarsest order whose cells hold few rows where the rows are spread over the sphere.</summary>
    public static int OrderFor(long rows)
    {
        var order = 0;
        while (order < FinestOrder && rows > RowsPerCell * new HealpixGrid(order).Cells)
        {
            order++;
        }

        return order;
    }

    /// <summary>Takes the next row's key.</summary>
    public void Add(ulong key)
    {
        if (key == SkyKey.Nowhere)
        {
            return;
        }

        StartUpTo((long)(key >> _shift) + 1);
        _row++;
    }

    /// <summary>Writes what is left.</summary>
    public StoredSkyIndex Complete()
    {
        StartUpTo(_cells + 1);
        return new StoredSkyIndex(Order, _starts.Complete());
    }

    private void StartUpTo(long end)
    {
        for (; _next < end; _next++)
        {
            _starts.Add(_row);
        }
    }
}
