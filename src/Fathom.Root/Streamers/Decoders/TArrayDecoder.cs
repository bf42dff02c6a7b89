using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>TArrayC to TArrayD: a number of items and the items, without byte count or version.</summary>
internal sealed class TArrayDecoder(Decoder item) : Decoder
{
    internal override int Width => 2;

    internal override string TypeName { get; } = $"{item.TypeName}[]";

    internal override RootColumn NewColumn() => new ListColumn(item.NewColumn());

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        ListColumn list = (ListColumn)column;
        item.ReadMany(cursor, list.Items, cursor.Size());
        list.EndRow();
    }
}
