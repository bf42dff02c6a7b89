using System.Text;
using Fathom.Root.Columns;
using Fathom.Root.Objects;
using Fathom.Root.Streamers;

namespace Fathom.Root.Trees;

/// <summary>TBranchObject: an object of a class that each entry names (TLeafObject::ReadBasket).</summary>
internal sealed class VirtualObjectDecoder(string className, bool named, ObjectReader reader) : Streamers.Decoders.Decoder
{
    internal override string TypeName => className;

    internal override RootColumn NewColumn() => new ObjectColumn();

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        string name = className;
        if (named)
        {
            name = Encoding.UTF8.GetString(cursor.Take(cursor.U8()));
            _ = cursor.U8();
        }

        ((ObjectColumn)column).Add(name.Length == 0 ? null : reader.Read(cursor, name));
    }
}
