using Fathom.Sky.Sphere;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>The cells of the sky in which rows lie, from the positions themselves: for cells finer than those of a table's index.</summary>
internal static class RowCoverage
{
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
        for (long row = 0; row < table.Rows; row++)
        {
            if (table.Position(row) is { } place && grid.Nested(place.RightAscension, place.Declination) is >= 0 and var cell)
            {
                yield return cell;
            }
        }
    }
}
