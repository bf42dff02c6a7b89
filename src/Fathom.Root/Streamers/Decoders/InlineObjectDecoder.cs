using Fathom.Root.Columns;
using Fathom.Root.Objects;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>An object of a known class that is no column of its own: a collection of ROOT, or a class within itself.</summary>
internal sealed class InlineObjectDecoder(string className, ObjectReader reader) : Decoder
{
    internal override string TypeName => className;

    internal override RootColumn NewColumn() => new ObjectColumn();

    internal override void Read(ByteCursor cursor, RootColumn column) => ((ObjectColumn)column).Add(reader.Read(cursor, className));
}
