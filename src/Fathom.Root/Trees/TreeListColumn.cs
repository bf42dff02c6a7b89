using Fathom.Root.Columns;

namespace Fathom.Root.Trees;

/// <summary>A branch of any number of numbers per entry.</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public abstract class TreeListColumn<T> : TreeColumn where T : unmanaged
{
    private readonly long[] _ends = new long[2];
    private ReadOnlyMemory<long> _batchOffsets;
    private ReadOnlyMemory<T> _batch;
    private T[] _current = [];

    private protected TreeListColumn(string name)
        : base(name)
    {
    }

    internal override int BatchCount => _batchOffsets.Length - 1;

    /// <summary>Copies the values that the next <see cref="TreeWriter.Fill()"/> writes; kept until set again.</summary>
    public void Set(ReadOnlySpan<T> values)
    {
        if (values.Length > _current.Length)
        {
            _current = new T[Math.Max(values.Length, 2 * _current.Length)];
        }

        values.CopyTo(_current);
        _ends[1] = values.Length;
    }

    /// <summary>Sets the values of the entries that the next <see cref="TreeWriter.Fill(int)"/> writes; read until then.</summary>
    /// <param name="offsets">Shape (entries + 1), not falling: entry i is values[offsets[i] .. offsets[i + 1]].</param>
    /// <param name="values">Values of all entries, one after the other.</param>
    /// <exception cref="ArgumentException">The offsets fall, or go beyond the values.</exception>
    public void SetBatch(ReadOnlyMemory<long> offsets, ReadOnlyMemory<T> values)
    {
        BatchOffsets.Check(offsets.Span, values.Length);
        _batchOffsets = offsets;
        _batch = values;
    }

    internal override ReadOnlySpan<long> Ends(bool batch) => batch ? _batchOffsets.Span : _ends;

    internal override void Fill() => Append(_current, _ends);

    internal override void FillBatch()
    {
        Append(_batch.Span, _batchOffsets.Span);
        (_batchOffsets, _batch) = (default, default);
    }

    internal override void FillRows(RootColumn rows)
    {
        ListColumn lists = (ListColumn)rows;
        Append(((NumberColumn<T>)lists.Items).Values, Offsets(lists));
    }

    /// <summary>Appends entries.</summary>
    /// <param name="values">Values of the entries and perhaps of others.</param>
    /// <param name="offsets">Shape (entries + 1).</param>
    private protected abstract void Append(ReadOnlySpan<T> values, ReadOnlySpan<long> offsets);
}
