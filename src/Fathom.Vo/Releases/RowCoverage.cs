using Fathom.Sky.Sphere;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>The cells of the sky in which rows lie, from the positions themselves: for cells finer than those of a table's index.</summary>
internal static class RowCoverage
{
    private const int Batch = 4096;

    /// <summary>The coverage.</summary>
    /// <param name="table">A table with positions.</param>
    /// <param name="order">Order of the finest cells.</param>
    public static HealpixMoc Of(ColumnTable table, int order)
    {
        var grid = new HealpixGrid(order);
        int shift = 2 * (HealpixGrid.Finest - order);
        return HealpixMoc.Of(order, Cells(table, grid).Distinct().Select(cell => (cell << shift, (cell + 1) << shift)));
    }

    private static IEnumerable<long> Cells(ColumnTable table, HealpixGrid grid)
    {
        for (long first = 0; first < table.Rows; first += Batch)
        {
            int count = (int)Math.Min(Batch, table.Rows - first);
            double[] longitudes = Values(table, table.RightAscension, first, count), latitudes = Values(table, table.Declination, first, count);
            for (int i = 0; i < count; i++)
            {
                if (!table.IsNull(table.RightAscension, first + i) && !table.IsNull(table.Declination, first + i) && grid.Nested(longitudes[i], latitudes[i]) is >= 0 and var cell)
                {
                    yield return cell;
                }
            }
        }
    }

    private static double[] Values(ColumnTable table, int column, long first, int count) => table.Description.Columns[column].Type == VoType.Float
        ? [.. table.Numbers<float>(column, first, count).ToArray().Select(value => (double)value)]
        : table.Numbers<double>(column, first, count).ToArray();
}
