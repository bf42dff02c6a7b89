using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>As many items as fill the entry: an array with a counter, or one member of all items of a split collection.</summary>
internal sealed class SplitMemberDecoder(Decoder item) : Decoder
{
    internal Decoder Item => item;

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
        for (int i = 1; i < offsets.Length; i++)
        {
            int length = offsets[i] - offsets[0];
            if (length % size != 0)
            {
                throw cursor.Fault($"an entry of whole values of {size} bytes", $"{offsets[i] - offsets[i - 1]} bytes");
            }

            list.EndRowAt(first + (length / size));
        }
    }
}
