using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Fields;

/// <summary>A type that is kept as another: an enumeration, or an atomic value (specification, "User-defined enums").</summary>
internal sealed class WrapperWriter(string cppName, FieldWriter inside) : FieldWriter
{
    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        int id = schema.Add(parent, new FieldRecord(0, FieldRole.Leaf, FieldTraits.None, name, cppName, description));
        inside.Describe(schema, id, "_0", "");
        return id;
    }

    internal override void Append(RootColumn rows, int first, int count) => inside.Append(rows, first, count);

    internal override long Bytes(RootColumn rows, int first, int count) => inside.Bytes(rows, first, count);
}
