using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>TRef: the number of the object referred to, which is unique within a process.</summary>
internal sealed class TRefDecoder : Decoder
{
    private const uint HasUuid = 1 << 5;

    internal override string TypeName => "TRef";

    internal override RootColumn NewColumn() => new NumberColumn<uint>();

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        uint id = cursor.PeekU32(ahead: 2);
        if ((cursor.TObject() & HasUuid) != 0)
        {
            _ = cursor.Text();
        }
        else
        {
            _ = cursor.U16();
        }

        ((NumberColumn<uint>)column).Add(id);
    }
}
