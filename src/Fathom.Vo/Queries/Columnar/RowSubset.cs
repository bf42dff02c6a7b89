namespace Fathom.Vo.Queries.Columnar;

/// <summary>Some rows of a block: those for which alone a part of an expression is computed.</summary>
internal sealed class RowSubset
{
    private readonly int[] _indices = new int[RowBlock.Most];
    private readonly int[] _selected = new int[RowBlock.Most];

    /// <summary>How many they are.</summary>
    public int Count { get; private set; }

    /// <summary>Their places in the block, ascending.</summary>
    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, Count);

    /// <summary>Takes none.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes all of a block.</summary>
    public void Fill(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _indices[i] = i;
        }

        Count = count;
    }

    /// <summary>Takes one more.</summary>
    public void Add(int index) => _indices[Count++] = index;

    /// <summary>Takes the first so many of what was kept in place by <see cref="Keep"/>.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>Moves one to an earlier place.</summary>
    public void Keep(int from, int to) => _indices[to] = _indices[from];

    /// <summary>The block of these rows alone; valid until the next call.</summary>
    public RowBlock Within(in RowBlock rows)
    {
        if (Count == rows.Count)
        {
            return rows;
        }

        for (int i = 0; i < Count; i++)
        {
            _selected[i] = rows.Selected is null ? _indices[i] : rows.Selected[_indices[i]];
        }

        return rows with { Count = Count, Selected = _selected };
    }
}
