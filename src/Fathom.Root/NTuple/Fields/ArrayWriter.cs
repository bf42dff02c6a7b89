using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>As many items in every row (specification, "std::array&lt;T, N&gt;"), or bits ("std::bitset&lt;N&gt;").</summary>
/// <param name="cppName">C++ type of the field.</param>
/// <param name="length">Items of a row.</param>
/// <param name="items">Takes the items; null for the bits of a bitset, which have no field of their own.</param>
internal sealed class ArrayWriter(string cppName, int length, FieldWriter? items) : FieldWriter
{
    private readonly ColumnBuffer _bits = new(ColumnType.Bit);

    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        FieldRecord field = new(0, FieldRole.Leaf, FieldTraits.Repetitive, name, cppName, description) { ArraySize = length };
        int id = schema.Add(parent, field);
        if (items is null)
        {
            schema.AddColumn(id, _bits);
        }
        else
        {
            items.Describe(schema, id, "_0", "");
        }

        return id;
    }

    internal override void Append(RootColumn rows, int first, int count)
    {
        ListColumn lists = (ListColumn)rows;
        ReadOnlySpan<int> ends = lists.Offsets.Slice(first, count + 1);
        for (int i = 1; i < ends.Length; i++)
        {
            if (ends[i] - ends[i - 1] != length)
            {
                throw new ArgumentException($"{cppName} has {length} items in every row, not {ends[i] - ends[i - 1]}", nameof(rows));
            }
        }

        if (items is null)
        {
            _bits.Append(((NumberColumn<bool>)lists.Items).Values.Slice(ends[0], ends[^1] - ends[0]));
        }
        else
        {
            items.Append(lists.Items, ends[0], ends[^1] - ends[0]);
        }
    }

    internal override long Bytes(RootColumn rows, int first, int count)
    {
        ListColumn lists = (ListColumn)rows;
        int start = lists.Offsets[first];
        int inside = lists.Offsets[first + count] - start;
        return items?.Bytes(lists.Items, start, inside) ?? inside;
    }
}
