using Fathom.Root.Columns;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>One array of every item of a split collection; the branch of another member counts their items.</summary>
internal sealed class CountedMembersDecoder(CountedDecoder item) : Decoder
{
    private ListColumn? _counts;
    private int _row;

    /// <summary>Whether the branch that counts was found.</summary>
    internal bool HasCounter { get; set; }

    internal override int Width => item.Width + 1;

    internal override string? Unsupported => item.Unsupported
        ?? (HasCounter ? null : $"{item.TypeName} whose counter {item.Counter} is in no other branch");

    internal override string TypeName { get; } = $"{item.TypeName}[]";

    /// <summary>Name of the branch that counts, beside the one of this name: <c>frames.buffer</c>, <c>frames.numberOfHits</c>.</summary>
    internal string CounterBranch(string own) => own[..(own.Split('[')[0].LastIndexOf('.') + 1)] + item.Counter;

    internal override RootColumn NewColumn() => new ListColumn(item.NewColumn());

    /// <summary>Sets the counts of the entries that are read next.</summary>
    internal void Begin(ListColumn counts)
    {
        _counts = counts;
        _row = 0;
    }

    internal override void Read(ByteCursor cursor, RootColumn column)
    {
        ListColumn list = (ListColumn)column;
        if (_counts is null || _row >= _counts.Count)
        {
            throw cursor.Fault($"counts of {TypeName}", "none");
        }

        int first = _counts.Offsets[_row];
        int end = _counts.Offsets[_row + 1];
        _row++;
        if (end > first)
        {
            StreamedHeader head = item.Begin(cursor);
            for (int i = first; i < end; i++)
            {
                item.ReadItems(cursor, list.Items, Counts.At(_counts.Items, i) ?? throw cursor.Fault("a whole number of items", "none"));
            }

            item.End(cursor, head);
        }
        else if (!cursor.AtEnd)
        {
            _ = item.Begin(cursor);
        }

        list.EndRow();
    }
}
