using System.Text;

namespace Fathom.Root.Columns;

/// <summary>
/// Values of a branch, a field or a member, row after row, in arrays: numbers and texts at the leaves, lists, records and
/// choices above them. Every reading call fills such a tree; nothing is allocated for a single row.
/// </summary>
public abstract class RootColumn
{
    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>What stands at the leaves.</summary>
    internal abstract LeafKinds Kinds { get; }

    /// <summary>Whether reading ever makes a row; a column that a file does not fill has the rows asked for all the same.</summary>
    internal abstract void Clear();

    /// <summary>As <see cref="Clear"/>, for a column that nobody looks at any more: its arrays go to others.</summary>
    internal virtual void Release() => Clear();

    /// <summary>Appends a row with zeros, empty texts and empty lists.</summary>
    internal abstract void AddDefault();

    /// <summary>Appends a row of a column of the same shape.</summary>
    internal abstract void AddFrom(RootColumn other, int row);

    /// <summary>Appends consecutive rows of a column of the same shape.</summary>
    internal virtual void AddFrom(RootColumn other, int first, int count)
    {
        for (int row = first; row < first + count; row++)
        {
            AddFrom(other, row);
        }
    }

    /// <summary>Counts and sums all leaves.</summary>
    internal abstract void Accumulate(LeafSum sum);

    /// <summary>Writes a row as JSON.</summary>
    internal abstract void WriteJson(StringBuilder json, int row);

    /// <summary>A row as JSON: numbers, texts, arrays, and objects by member name.</summary>
    /// <param name="row">The row, from 0 on.</param>
    public string ToJson(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        StringBuilder json = new();
        WriteJson(json, row);
        return json.ToString();
    }
}
