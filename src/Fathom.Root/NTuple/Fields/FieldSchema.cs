using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>Schema of an RNTuple that is to be written, and the buffers of its columns by id.</summary>
internal sealed class FieldSchema
{
    private readonly List<ColumnBuffer> _buffers = [];

    internal Schema Schema { get; } = new();

    internal IReadOnlyList<ColumnBuffer> Buffers => _buffers;

    /// <summary>Entries written before the fields that are added next: their columns are deferred.</summary>
    internal long EntriesBefore { get; set; }

    /// <summary>Adds a field.</summary>
    /// <param name="parent">Id of the field above; negative at the top.</param>
    /// <param name="field">The field; its parent is set here.</param>
    /// <returns>Its id.</returns>
    internal int Add(int parent, FieldRecord field) =>
        Schema.Add(field with { Parent = parent < 0 ? Schema.Fields.Count : parent });

    internal void AddColumn(int field, ColumnBuffer buffer)
    {
        PageFormat format = buffer.Format;
        long missing = Missing(field);
        Schema.Add(new ColumnRecord(format.Type, format.Bits, field, Representation: 0, Deferred: missing > 0)
        {
            FirstElement = missing,
            Minimum = format.Minimum,
            Maximum = format.Maximum,
        });
        _buffers.Add(buffer);
    }

    /// <summary>Adds a column that is another representation of the field of one that is there.</summary>
    /// <param name="known">Id of a column of the field.</param>
    /// <param name="buffer">Takes its elements.</param>
    /// <param name="before">Elements of the field so far, in columns that are there.</param>
    internal void AddRepresentation(int known, ColumnBuffer buffer, long before)
    {
        int field = Schema.Columns[known].Field;
        PageFormat format = buffer.Format;
        Schema.Add(new ColumnRecord(format.Type, format.Bits, field, ColumnsOf(field).Count(), Deferred: EntriesBefore > 0)
        {
            // No page of it is up to the cluster of this element. A zero could not have a minus.
            FirstElement = -Math.Max(1, before - 1),
            Minimum = format.Minimum,
            Maximum = format.Maximum,
        });
        _buffers.Add(buffer);
        foreach (AliasRecord alias in Schema.Aliases.Where(alias => alias.Column == known).ToArray())
        {
            Schema.Add(alias with { Column = _buffers.Count - 1 });
        }
    }

    /// <summary>
    /// Elements of a new column for the entries before, which have zeros, empty lists and texts: as many as an entry has of
    /// its field, and none where a list decides how many.
    /// </summary>
    private long Missing(int field)
    {
        long elements = ColumnsOf(field).Any() ? 0 : EntriesBefore;
        for (int id = field; elements > 0; id = Schema.Fields[id].Parent)
        {
            FieldRecord known = Schema.Fields[id];
            bool decides = id != field && known.Role is (FieldRole.Collection or FieldRole.Variant);
            elements *= decides ? 0 : Math.Max(1, known.ArraySize);
            if (known.Parent == id)
            {
                break;
            }
        }

        return elements;
    }

    /// <summary>Ids of the columns of a field.</summary>
    internal IEnumerable<int> ColumnsOf(int field) =>
        Enumerable.Range(0, Schema.Columns.Count).Where(id => Schema.Columns[id].Field == field);
}
