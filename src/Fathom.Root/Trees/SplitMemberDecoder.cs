using System.Numerics;
using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>As many items as fill the entry: an array with a counter, or one member of all items of a split collection.</summary>
internal sealed class SplitMemberDecoder(Decoder item) : Decoder
{
    internal Decoder Item => item;

    /// <summary>Name of the leaf, of another branch, that counts the items; empty where none does.</summary>
    internal string CounterLeaf { get; init; } = "";

    internal override int Width => item.Width + 1;

    internal override string? Unsupported => item.Unsupported;

    internal override string TypeName
    {
        get
        {
            int bracket = item is FixedArrayDecoder ? item.TypeName.IndexOf('[', StringComparison.Ordinal) : item.TypeName.Length;
            return $"{item.TypeName[..bracket]}[]{item.TypeName[bracket..]}";
        }
    }

    internal override RootColumn NewColumn() => new ListColumn(item.NewColumn());

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        ListColumn list = (ListColumn)column;
        item.ReadAll(cursor, list.Items);
        list.EndRow();
    }

    /// <summary>Entries of items of one length, all at once.</summary>
    internal void ReadRun(ByteCursor cursor, ListColumn list, ReadOnlySpan<int> offsets)
    {
        int size = item.FixedBytes;
        int first = list.Items.Count;
        int bytes = offsets[^1] - offsets[0];
        item.ReadMany(cursor, list.Items, bytes / size);
        Span<int> ends = list.EndRowsAt(offsets.Length - 1);
        bool whole = BitOperations.IsPow2(size) ? RowEnds.InItems(offsets[1..], offsets[0], size, first, ends) : Divided(offsets, size, first, ends);
        if (!whole)
        {
            throw cursor.Fault($"entries of whole values of {size} bytes", "one of another length");
        }
    }

    private static bool Divided(ReadOnlySpan<int> offsets, int size, int first, Span<int> ends)
    {
        int rests = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            (int items, int rest) = Math.DivRem(offsets[i + 1] - offsets[0], size);
            rests |= rest;
            ends[i] = first + items;
        }

        return rests == 0;
    }
}
