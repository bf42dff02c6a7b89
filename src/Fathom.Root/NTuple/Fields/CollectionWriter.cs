using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Fields;

/// <summary>Any number of items, after their offsets (specification, "std::vector&lt;T&gt;" and the collections after it).</summary>
/// <param name="cppName">C++ type of the field.</param>
/// <param name="items">Takes the items.</param>
/// <param name="offsets">Takes where rows end.</param>
internal sealed class CollectionWriter(string cppName, FieldWriter items, OffsetBuffer offsets) : FieldWriter
{
    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        int id = schema.Add(parent, new FieldRecord(0, FieldRole.Collection, FieldTraits.None, name, cppName, description));
        schema.AddColumn(id, offsets.Buffer);
        items.Describe(schema, id, "_0", "");
        return id;
    }

    /// <summary>Ends a row whose items were appended.</summary>
    internal void EndRow(long length) => offsets.End(length);

    /// <summary>Ends rows that are cut by offsets, shape (rows + 1).</summary>
    internal void EndRows(ReadOnlySpan<long> ends) => offsets.EndRows(ends);

    /// <summary>Bytes of so many ends of rows.</summary>
    internal long OffsetBytes(long rows) => rows * offsets.Width;

    internal override void Append(RootColumn rows, int first, int count)
    {
        ListColumn lists = (ListColumn)rows;
        ReadOnlySpan<int> ends = lists.Offsets.Slice(first, count + 1);
        items.Append(lists.Items, ends[0], ends[^1] - ends[0]);
        for (int i = 1; i < ends.Length; i++)
        {
            offsets.End(ends[i] - ends[i - 1]);
        }
    }

    internal override long Bytes(RootColumn rows, int first, int count)
    {
        ListColumn lists = (ListColumn)rows;
        int start = lists.Offsets[first];
        return OffsetBytes(count) + items.Bytes(lists.Items, start, lists.Offsets[first + count] - start);
    }
}
