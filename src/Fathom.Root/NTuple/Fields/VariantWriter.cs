using System.Runtime.InteropServices;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>A value of one of several types, or none (specification, "std::variant&lt;T1, T2, ..., Tn&gt;").</summary>
internal sealed class VariantWriter(string cppName, FieldWriter[] alternatives) : FieldWriter
{
    private const int SwitchBytes = sizeof(ulong) + sizeof(uint);

    private readonly ColumnBuffer _switch = new(ColumnType.Switch);
    private readonly long[] _counts = new long[alternatives.Length];

    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        int id = schema.Add(parent, new FieldRecord(0, FieldRole.Variant, FieldTraits.None, name, cppName, description));
        schema.AddColumn(id, _switch);
        for (int i = 0; i < alternatives.Length; i++)
        {
            alternatives[i].Describe(schema, id, $"_{i}", "");
        }

        return id;
    }

    internal override void Append(RootColumn rows, int first, int count)
    {
        ChoiceColumn choices = (ChoiceColumn)rows;
        for (int row = first; row < first + count; row++)
        {
            if (_switch.ClusterElements == 0)
            {
                Array.Clear(_counts);
            }

            int tag = choices.Tags[row];
            if (tag >= 0)
            {
                alternatives[tag].Append(choices.Choices[tag], choices.Rows[row], 1);
            }

            _switch.Append(new Place { Row = tag < 0 ? 0 : (ulong)_counts[tag]++, Tag = (uint)(tag + 1) });
        }
    }

    internal override long Bytes(RootColumn rows, int first, int count)
    {
        ChoiceColumn choices = (ChoiceColumn)rows;
        long bytes = (long)count * SwitchBytes;
        for (int row = first; row < first + count; row++)
        {
            int tag = choices.Tags[row];
            bytes += tag >= 0 ? alternatives[tag].Bytes(choices.Choices[tag], choices.Rows[row], 1) : 0;
        }

        return bytes;
    }

    /// <summary>Element of the column: row of the alternative in the cluster, and which it is, counted from 1.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Place
    {
        internal ulong Row;
        internal uint Tag;
    }
}
