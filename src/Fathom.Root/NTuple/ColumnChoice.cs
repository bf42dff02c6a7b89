using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Alternative columns of one field: in each cluster all but one are suppressed.</summary>
internal sealed class ColumnChoice(string path, Schema schema, int[] columns)
{
    /// <summary>The column that a cluster holds.</summary>
    internal ColumnPages In(Cluster cluster, out ColumnType type)
    {
        foreach (int id in columns)
        {
            ColumnRecord column = schema.Columns[id];
            if (column.Representation > 0 && id >= cluster.Columns.Length)
            {
                continue;
            }

            if (column.Representation == 0 && (column.Deferred || id >= cluster.Columns.Length))
            {
                throw Fault("columns that begin with the first entry", $"column {id}, added while writing, which is not supported yet");
            }

            if (!cluster.Columns[id].Suppressed)
            {
                type = column.Type;
                return type.Bits() == column.Bits && column.Bits > 0
                    ? cluster.Columns[id]
                    : throw Fault("a supported column type", $"type {(int)type:x2} of {column.Bits} bits");
            }
        }

        throw Fault("one column that is not suppressed", $"{columns.Length} that are");
    }

    private RootFormatException Fault(string expected, string found) => new(path, 0, expected, found);
}
