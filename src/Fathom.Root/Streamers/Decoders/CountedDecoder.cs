using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>An array behind a pointer: a byte that says whether there is one, then as many items as a counter says.</summary>
/// <param name="item">Reads an item.</param>
/// <param name="objects">The items are objects (TStreamerLoop): a header of its own in place of the byte.</param>
/// <param name="counter">Name of the member that counts the items.</param>
internal sealed class CountedDecoder(Decoder item, bool objects, string counter) : Decoder
{
    /// <summary>Name of the member that counts the items.</summary>
    internal string Counter => counter;

    internal override int Width => item.Width + 1;

    internal override string? Unsupported => item.Unsupported;

    internal override string TypeName { get; } = $"{item.TypeName}[]";

    internal override RootColumn NewColumn() => new ListColumn(item.NewColumn());

    /// <summary>Where no counter is at hand, as in a branch of its own: the items reach to the end.</summary>
    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        ListColumn list = (ListColumn)column;
        if (objects && !cursor.AtEnd)
        {
            _ = cursor.Header();
            item.ReadAll(cursor, list.Items);
        }
        else if (!cursor.AtEnd && cursor.U8() != 0)
        {
            item.ReadAll(cursor, list.Items);
        }

        list.EndRow();
    }

    /// <summary>Steps over what stands before arrays of objects.</summary>
    internal StreamedHeader Begin(ByteCursor cursor) => objects ? cursor.Header() : default;

    /// <summary>One array, of a length that is known.</summary>
    internal void ReadItems(ByteCursor cursor, RootColumn column, long length)
    {
        if (length < 0 || length > cursor.Remaining)
        {
            throw cursor.Fault($"an array within the {cursor.Remaining} bytes left", $"{length} items");
        }

        ListColumn list = (ListColumn)column;
        if (objects && item.FixedBytes == 0)
        {
            for (int i = 0; i < length; i++)
            {
                item.Read(cursor, list.Items);
            }
        }
        else if (objects || cursor.U8() != 0)
        {
            item.ReadMany(cursor, list.Items, (int)length);
        }

        list.EndRow();
    }

    /// <summary>Ends arrays of objects, whose byte count must be met.</summary>
    internal void End(ByteCursor cursor, StreamedHeader head)
    {
        if (objects)
        {
            cursor.Finish(head, TypeName);
        }
    }
}
