using System.Runtime.CompilerServices;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Fields;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>A field of any number of numbers per entry: <c>std::vector&lt;T&gt;</c>.</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class VectorColumn<T> : NTupleColumn where T : unmanaged
{
    private readonly ColumnEncoding _encoding;
    private NumberWriter<T> _values = null!;
    private CollectionWriter _rows = null!;
    private ReadOnlyMemory<long> _batchOffsets;
    private ReadOnlyMemory<T> _batch;
    private T[] _current = [];
    private int _length;

    internal VectorColumn(string name, string description, ColumnEncoding encoding)
        : base(name, description)
    {
        TypeName = $"std::vector<{ElementType.Of<T>().CppName}>";
        _ = encoding.Of(ElementType.Of<T>(), compressed: true);
        _encoding = encoding;
    }

    /// <inheritdoc/>
    public override string TypeName { get; }

    internal override int BatchCount => _batchOffsets.Length - 1;

    /// <summary>Copies the values that the next <see cref="NTupleWriter.Fill()"/> writes; kept until set again.</summary>
    public void Set(ReadOnlySpan<T> values)
    {
        if (values.Length > _current.Length)
        {
            _current = new T[Math.Max(values.Length, 2 * _current.Length)];
        }

        values.CopyTo(_current);
        _length = values.Length;
    }

    /// <summary>Sets the values of the entries that the next <see cref="NTupleWriter.Fill(int)"/> writes; read until then.</summary>
    /// <param name="offsets">Shape (entries + 1), not falling: entry i is values[offsets[i] .. offsets[i + 1]].</param>
    /// <param name="values">Values of all entries, one after the other.</param>
    /// <exception cref="ArgumentException">The offsets fall, or go beyond the values.</exception>
    public void SetBatch(ReadOnlyMemory<long> offsets, ReadOnlyMemory<T> values)
    {
        BatchOffsets.Check(offsets.Span, values.Length);
        _batchOffsets = offsets;
        _batch = values;
    }

    internal override IRepresented Numbers => _values;

    internal override FieldWriter Open(bool compressed)
    {
        _values = FieldType.NewNumber<T>(_encoding, compressed);
        return _rows = new CollectionWriter(TypeName, _values, new OffsetBuffer(OffsetEncoding.Default, compressed));
    }

    internal override long Fill()
    {
        _values.Append(_current.AsSpan(0, _length));
        _rows.EndRow(_length);
        return ((long)Unsafe.SizeOf<T>() * _length) + _rows.OffsetBytes(1);
    }

    internal override long BatchBytes(int first, int count)
    {
        ReadOnlySpan<long> offsets = _batchOffsets.Span;
        return ((offsets[first + count] - offsets[first]) * Unsafe.SizeOf<T>()) + _rows.OffsetBytes(count);
    }

    internal override void FillBatch(int first, int count)
    {
        ReadOnlySpan<long> offsets = _batchOffsets.Span.Slice(first, count + 1);
        _values.Append(_batch.Span[(int)offsets[0]..(int)offsets[^1]]);
        _rows.EndRows(offsets);
    }

    internal override void EndBatch() => (_batchOffsets, _batch) = (default, default);
}
