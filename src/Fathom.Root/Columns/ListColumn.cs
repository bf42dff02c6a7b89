using System.Text;

namespace Fathom.Root.Columns;

/// <summary>A list per row: the items of all rows one after the other, and the offsets that cut them.</summary>
public sealed class ListColumn : RootColumn
{
    private GrowingArray<int> _offsets = new();

    /// <summary>No rows.</summary>
    /// <param name="items">Receives the items.</param>
    internal ListColumn(RootColumn items)
    {
        Items = items;
        _offsets.Add(0);
    }

    /// <summary>Items of all rows.</summary>
    public RootColumn Items { get; }

    /// <summary>Where each row begins in <see cref="Items"/>, and where the last one ends: shape (rows + 1).</summary>
    public ReadOnlySpan<int> Offsets => _offsets.Values;

    /// <inheritdoc/>
    public override int Count => _offsets.Count - 1;

    internal override LeafKinds Kinds => Items.Kinds;

    /// <summary>Ends a row with all items that were added since the last one.</summary>
    public void EndRow() => _offsets.Add(Items.Count);

    /// <summary>Ends a row before the item of this number.</summary>
    internal void EndRowAt(int end) => _offsets.Add(end);

    /// <summary>Ends rows: room for the number of the item before which each ends, which the caller fills.</summary>
    internal Span<int> EndRowsAt(int rows) => _offsets.Extend(rows);

    /// <summary>Ends many rows of as many items.</summary>
    internal void EndRows(int rows, int length)
    {
        int at = _offsets.Last;
        foreach (ref int offset in _offsets.Extend(rows))
        {
            at += length;
            offset = at;
        }
    }

    internal override void Clear()
    {
        Items.Clear();
        _offsets.Clear();
        _offsets.Add(0);
    }

    internal override void Release()
    {
        Items.Release();
        _offsets.Release();
        _offsets.Add(0);
    }

    internal override void AddDefault() => EndRow();

    internal override void AddFrom(RootColumn other, int row)
    {
        ListColumn list = (ListColumn)other;
        for (int i = list.Offsets[row]; i < list.Offsets[row + 1]; i++)
        {
            Items.AddFrom(list.Items, i);
        }

        EndRow();
    }

    internal override void AddFrom(RootColumn other, int first, int count)
    {
        ListColumn list = (ListColumn)other;
        ReadOnlySpan<int> theirs = list.Offsets.Slice(first, count + 1);
        int shift = Items.Count - theirs[0];
        Items.AddFrom(list.Items, theirs[0], theirs[^1] - theirs[0]);
        Span<int> ends = _offsets.Extend(count);
        theirs[1..].CopyTo(ends);
        RowEnds.Shift(ends, shift);
    }

    internal override void Accumulate(LeafSum sum) => Items.Accumulate(sum);

    internal override void WriteJson(StringBuilder json, int row)
    {
        json.Append('[');
        for (int i = Offsets[row]; i < Offsets[row + 1]; i++)
        {
            json.Append(i > Offsets[row] ? ", " : "");
            Items.WriteJson(json, i);
        }

        json.Append(']');
    }
}
