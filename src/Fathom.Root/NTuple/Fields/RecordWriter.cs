using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Fields;

/// <summary>Members side by side, without a column of their own (specification, "Regular class / struct", pairs, tuples).</summary>
internal sealed class RecordWriter(string cppName, string[] names, FieldWriter[] members) : FieldWriter
{
    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        int id = schema.Add(parent, new FieldRecord(0, FieldRole.Record, FieldTraits.None, name, cppName, description));
        for (int i = 0; i < members.Length; i++)
        {
            members[i].Describe(schema, id, names[i], "");
        }

        return id;
    }

    internal override void Append(RootColumn rows, int first, int count)
    {
        RecordColumn records = (RecordColumn)rows;
        for (int i = 0; i < members.Length; i++)
        {
            members[i].Append(records.Members[i], first, count);
        }
    }

    internal override long Bytes(RootColumn rows, int first, int count)
    {
        RecordColumn records = (RecordColumn)rows;
        long bytes = 0;
        for (int i = 0; i < members.Length; i++)
        {
            bytes += members[i].Bytes(records.Members[i], first, count);
        }

        return bytes;
    }
}
