using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>A branch that is a std::string itself: with or without byte count and version, which the length of the entry tells.</summary>
internal sealed class TopTextDecoder : Decoder
{
    private const uint ByteCountFlag = 0x40000000;

    internal override string TypeName => "std::string";

    internal override RootColumn NewColumn() => new TextColumn();

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        if (cursor.PeekU32() == (ByteCountFlag | (uint)(cursor.Remaining - 4)))
        {
            _ = cursor.Header();
        }

        ((TextColumn)column).Add(cursor.Text());
    }
}
