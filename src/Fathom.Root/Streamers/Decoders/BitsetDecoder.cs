using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>std::bitset: a number of bits, then one byte for each.</summary>
internal sealed class BitsetDecoder(bool header) : Decoder
{
    internal override string TypeName => "std::bitset";

    internal override int Width => 2;

    internal override RootColumn NewColumn() => new ListColumn(new NumberColumn<bool>());

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        StreamedHeader head = header ? cursor.Header() : default;
        ListColumn list = (ListColumn)column;
        int size = cursor.Size();
        BigEndian.Copy(cursor.Take(size), ((NumberColumn<bool>)list.Items).Extend(size));
        list.EndRow();
        if (header)
        {
            cursor.Finish(head, TypeName);
        }
    }
}
