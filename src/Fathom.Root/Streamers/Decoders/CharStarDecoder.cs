using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>A member <c>char*</c>: four bytes of length, then the characters.</summary>
internal sealed class CharStarDecoder : Decoder
{
    internal override string TypeName => "char*";

    internal override RootColumn NewColumn() => new TextColumn();

    internal override void Read(ByteCursor cursor, RootColumn column) => ((TextColumn)column).Add(cursor.Take(cursor.Size()));
}
