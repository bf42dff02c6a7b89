using Fathom.Root.Columns;
using Fathom.Root.Objects;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>What stands behind a pointer: an object of any class, one seen before, or none.</summary>
internal sealed class PointerDecoder(string typeName, ObjectReader reader) : Decoder
{
    internal override string TypeName => typeName;

    internal override RootColumn NewColumn() => new ObjectColumn();

    internal override void Read(ByteCursor cursor, RootColumn column) => ((ObjectColumn)column).Add(reader.ReadAny(cursor));
}
