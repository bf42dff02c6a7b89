namespace Fathom.Sky.Sphere;

/// <summary>The ring scheme: cells counted from the north pole, eastwards along each ring.</summary>
internal static class HealpixRings
{
    /// <summary>Ring index of a cell.</summary>
    public static long Index(int order, HealpixCell cell)
    {
        var side = 1L << order;
        var ring = cell.Ring(order);
        var (quarter, before, shift) = ring < side ? (ring, 2 * ring * (ring - 1), 0L)
            : ring > 3 * side ? SouthernCap(order, (4 * side) - ring)
            : (side, (2 * side * (side - 1)) + ((ring - side) * 4 * side), (ring - side) & 1);
        var steps = cell.Steps(quarter);
        var along = ((steps + 1 + shift) / 2) - 1;
        return before + (along < 0 ? along + (4 * quarter) : along >= 4 * quarter ? along - (4 * quarter) : along);
    }

    /// <summary>The cell of a ring index.</summary>
    public static HealpixCell Cell(int order, long index)
    {
        var side = 1L << order;
        var cap = 2 * side * (side - 1);
        var cells = 12L << (2 * order);
        return index < cap ? Northern(order, index)
            : index < cells - cap ? Belt(order, side, index - cap)
            : Southern(order, side, cells - index);
    }

    private static (long Quarter, long Before, long Shift) SouthernCap(int order, long fromPole) =>
        (fromPole, (12L << (2 * order)) - (2 * fromPole * (fromPole + 1)), 0);

    private static HealpixCell Northern(int order, long index)
    {
        var ring = (1 + Root(1 + (2 * index))) >> 1;
        var along = index + 1 - (2 * ring * (ring - 1));
        return HealpixCell.OfRing(order, (int)((along - 1) / ring), ring, ring, (2 * along) - 1);
    }

    private static HealpixCell Southern(int order, long side, long left)
    {
        var ring = (1 + Root((2 * left) - 1)) >> 1;
        var along = (4 * ring) + 1 - (left - (2 * ring * (ring - 1)));
        return HealpixCell.OfRing(order, 8 + (int)((along - 1) / ring), (4 * side) - ring, ring, (2 * along) - 1);
    }

    private static HealpixCell Belt(int order, long side, long within)
    {
        var down = within >> (order + 2);
        var along = within - (down << (order + 2)) + 1;
        var descending = (along - ((down + 1) / 2) + side - 1) >> order;
        var ascending = (along - (((2 * side) + 1 - down) / 2) + side - 1) >> order;
        var face = ascending == descending ? ascending | 4 : ascending < descending ? ascending : descending + 8;
        return HealpixCell.OfRing(order, (int)face, down + side, side, (2 * along) - 1 - (down & 1));
    }

    private static long Root(long value)
    {
        var root = (long)Math.Sqrt(value + 0.5);
        while (root * root > value)
        {
            root--;
        }

        while ((root + 1) * (root + 1) <= value)
        {
            root++;
        }

        return root;
    }
}
