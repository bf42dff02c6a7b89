using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>Schema of an RNTuple that is to be written, and the buffers of its columns by id.</summary>
internal sealed class FieldSchema
{
    private readonly List<ColumnBuffer> _buffers = [];

    internal Schema Schema { get; } = new();

    internal IReadOnlyList<ColumnBuffer> Buffers => _buffers;

    /// <summary>Adds a field.</summary>
    /// <param name="parent">Id of the field above; negative at the top.</param>
    /// <param name="field">The field; its parent is set here.</param>
    /// <returns>Its id.</returns>
    internal int Add(int parent, FieldRecord field) =>
        Schema.Add(field with { Parent = parent < 0 ? Schema.Fields.Count : parent });

    internal void AddColumn(int field, ColumnBuffer buffer)
    {
        PageFormat format = buffer.Format;
        Schema.Add(new ColumnRecord(format.Type, format.Bits, field, Representation: 0, Deferred: false)
        {
            Minimum = format.Minimum,
            Maximum = format.Maximum,
        });
        _buffers.Add(buffer);
    }

    /// <summary>Ids of the columns of a field.</summary>
    internal IEnumerable<int> ColumnsOf(int field) =>
        Enumerable.Range(0, Schema.Columns.Count).Where(id => Schema.Columns[id].Field == field);
}
