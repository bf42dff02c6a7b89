using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>A type that cannot be read: within an object it is stepped over where its length is known.</summary>
internal sealed class UnsupportedDecoder(string typeName) : Decoder
{
    internal override string TypeName => typeName;

    internal override string Unsupported => $"type {typeName}, which the file does not describe or which is not supported";

    internal override RootColumn NewColumn() => new ObjectColumn();

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        StreamedHeader head = cursor.Header();
        if (!cursor.Skip(head))
        {
            throw cursor.Fault("a type that is supported", typeName);
        }

        ((ObjectColumn)column).Add(null);
    }
}
