using Fathom.Vo.Tables;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Brings one column into a release table: first row by row into records that are sorted, then in order into its sections.</summary>
internal abstract class ColumnStore
{
    private SectionWriter? _nullBits;
    private ulong _word;
    private long _appended;

    /// <summary>Bytes of each record that are this column's, whatever the row holds.</summary>
    public abstract int Width { get; }

    /// <summary>Rows without a value.</summary>
    protected long Nulls { get; private set; }

    /// <summary>The store of a column.</summary>
    public static ColumnStore For(ColumnDescription column) => (column.IsText, column.ArraySize) switch
    {
        (true, _) => new TextStore(column),
        (false, null) => NumberStore.For(column),
        _ => ArrayStore.For(column),
    };

    /// <summary>Takes the next batch, of which <see cref="Encode"/> takes rows.</summary>
    /// <exception cref="InvalidDataException">It is of another type than the column.</exception>
    public abstract void Bind(ColumnBatch batch);

    /// <summary>Bytes that a row needs beyond <see cref="Width"/>.</summary>
    public abstract int VariableLength(int row);

    /// <summary>Puts a row into its record.</summary>
    /// <returns>False where it has no value.</returns>
    public bool TryEncode(int row, Span<byte> fixedPart, Span<byte> variable)
    {
        if (Encode(row, fixedPart, variable))
        {
            return true;
        }

        Nulls++;
        return false;
    }

    /// <summary>Lays the column out in the file, when all rows have been seen.</summary>
    /// <returns>Where the next column may begin.</returns>
    public long Open(SafeFileHandle file, long offset, long rows)
    {
        var next = OpenValues(file, offset, rows);
        if (Nulls == 0)
        {
            return next;
        }

        _nullBits = new SectionWriter(file, next);
        return Aligned(next + ((rows + 63) / 64 * sizeof(ulong)));
    }

    /// <summary>Adds the next row of the final order.</summary>
    public void Append(bool isNull, ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> variable)
    {
        AppendValue(isNull, fixedPart, variable);
        if (_nullBits is null)
        {
            return;
        }

        _word |= (isNull ? 1UL : 0) << (int)(_appended & 63);
        if ((++_appended & 63) == 0)
        {
            _nullBits.Add(_word);
            _word = 0;
        }
    }

    /// <summary>Writes what is left.</summary>
    public StoredColumn Complete()
    {
        if ((_appended & 63) != 0)
        {
            _nullBits?.Add(_word);
        }

        return CompleteValues(_nullBits?.Complete());
    }

    /// <summary>The next multiple of 64.</summary>
    public static long Aligned(long offset) => (offset + 63) & ~63L;

    /// <summary>Length of the row's variable part, as its record says.</summary>
    public abstract int VariableLength(ReadOnlySpan<byte> fixedPart);

    protected abstract bool Encode(int row, Span<byte> fixedPart, Span<byte> variable);

    protected abstract long OpenValues(SafeFileHandle file, long offset, long rows);

    protected abstract void AppendValue(bool isNull, ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> variable);

    protected abstract StoredColumn CompleteValues(ReleaseSection? nulls);
}
