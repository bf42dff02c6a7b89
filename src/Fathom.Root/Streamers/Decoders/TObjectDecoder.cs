using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>A TObject by value: its bits.</summary>
internal sealed class TObjectDecoder : Decoder
{
    internal override string TypeName => "TObject";

    internal override RootColumn NewColumn() => new RecordColumn("TObject", ["fBits"], [new NumberColumn<uint>()]);

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        RecordColumn record = (RecordColumn)column;
        ((NumberColumn<uint>)record.Members[0]).Add(cursor.TObject());
        record.EndRows(1);
    }
}
