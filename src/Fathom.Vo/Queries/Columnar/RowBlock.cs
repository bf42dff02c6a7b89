namespace Fathom.Vo.Queries.Columnar;

/// <summary>Rows of a table that are looked at together.</summary>
/// <param name="First">The first row.</param>
/// <param name="Extent">How many rows from there they are taken from.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Selected">Their distances from the first, ascending; null: all of the extent.</param>
internal readonly record struct RowBlock(long First, int Extent, int Count, int[]? Selected)
{
    /// <summary>Most rows of a block: their values of a few columns fit into a core's own memory.</summary>
    public const int Most = 2048;

    /// <summary>All of an extent.</summary>
    public static RowBlock Of(long first, int count) => new(first, count, count, null);

    /// <summary>Number of one of the rows within the table.</summary>
    public long Row(int index) => First + (Selected is null ? index : Selected[index]);
}
