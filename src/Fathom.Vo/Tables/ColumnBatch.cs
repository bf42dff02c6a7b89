namespace Fathom.Vo.Tables;

/// <summary>The values of one column for the rows of a batch.</summary>
public abstract class ColumnBatch
{
    private readonly List<ulong> _nulls = [];

    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>True where at least one row is null.</summary>
    public bool HasNulls { get; private set; }

    /// <summary>True where the row has no value.</summary>
    public bool IsNull(int row) => HasNulls && row >> 6 < _nulls.Count && (_nulls[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Takes all rows out, so that the batch can be filled again.</summary>
    public virtual void Clear()
    {
        _nulls.Clear();
        HasNulls = false;
    }

    /// <summary>Adds a row without a value.</summary>
    public abstract void AddNull();

    /// <summary>Marks a row as null.</summary>
    protected void MarkNull(int row)
    {
        while (_nulls.Count <= row >> 6)
        {
            _nulls.Add(0);
        }

        _nulls[row >> 6] |= 1UL << (row & 63);
        HasNulls = true;
    }
}
