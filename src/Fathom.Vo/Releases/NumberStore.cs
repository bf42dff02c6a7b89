using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Vo.Tables;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Makes stores of columns of single numbers.</summary>
internal static class NumberStore
{
    /// <summary>The store of a column.</summary>
    public static ColumnStore For(ColumnDescription column) => column.Type switch
    {
        VoType.Boolean => new BooleanStore(column.Name),
        VoType.UnsignedByte => new NumberStore<byte>(column.Name, 0),
        VoType.Short => new NumberStore<short>(column.Name, 0),
        VoType.Int => new NumberStore<int>(column.Name, 0),
        VoType.Long => new NumberStore<long>(column.Name, 0),
        VoType.Float => new NumberStore<float>(column.Name, float.NaN),
        VoType.Double => new NumberStore<double>(column.Name, double.NaN),
        _ => throw new NotSupportedException($"column {column.Name}: {column.Type} without an array size is no number."),
    };

    /// <summary>The batch of the type that a column needs.</summary>
    /// <exception cref="InvalidDataException">It is of another type.</exception>
    public static ValueBatch<T> Typed<T>(string column, ColumnBatch batch) => batch as ValueBatch<T>
        ?? throw new InvalidDataException($"column {column}: expected values of {typeof(T).Name}, found {batch.GetType().GenericTypeArguments.FirstOrDefault()?.Name}.");
}

/// <summary>A column of single numbers; a number that is none (NaN) counts as no value, and null floats are kept as NaN.</summary>
internal sealed class NumberStore<T>(string column, T empty) : ColumnStore
    where T : unmanaged, INumber<T>
{
    private readonly DistinctEstimate _distinct = new();
    private ValueBatch<T>? _batch;
    private SectionWriter? _values;
    private T _least;
    private T _greatest;
    private double _sum;
    private long _seen;

    public override int Width => Unsafe.SizeOf<T>();

    public override void Bind(ColumnBatch batch) => _batch = NumberStore.Typed<T>(column, batch);

    public override int VariableLength(int row) => 0;

    public override int VariableLength(ReadOnlySpan<byte> fixedPart) => 0;

    protected override bool Encode(int row, Span<byte> fixedPart, Span<byte> variable)
    {
        var value = _batch!.Values[row];
        if (_batch.IsNull(row) || T.IsNaN(value))
        {
            MemoryMarshal.Write(fixedPart, empty);
            return false;
        }

        MemoryMarshal.Write(fixedPart, value);
        Observe(value);
        return true;
    }

    protected override long OpenValues(SafeFileHandle file, long offset, long rows)
    {
        _values = new SectionWriter(file, offset);
        return Aligned(offset + (rows * Width));
    }

    protected override void AppendValue(bool isNull, ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> variable) =>
        _values!.Add(MemoryMarshal.Read<T>(fixedPart));

    protected override StoredColumn CompleteValues(ReleaseSection? nulls) =>
        new(ColumnStorage.Numbers, _values!.Complete(), null, null, nulls, new ColumnStatistics(
            Nulls,
            _distinct.Count(),
            _seen == 0 ? null : Finite(double.CreateChecked(_least)),
            _seen == 0 ? null : Finite(double.CreateChecked(_greatest)),
            _seen == 0 ? null : Finite(_sum / _seen),
            null));

    /// <summary>JSON has no infinities: such an extreme is not stated.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private void Observe(T value)
    {
        _least = _seen == 0 || value < _least ? value : _least;
        _greatest = _seen == 0 || value > _greatest ? value : _greatest;
        _sum += double.CreateChecked(value);
        _seen++;
        ulong bits = 0;
        MemoryMarshal.Write(MemoryMarshal.AsBytes(new Span<ulong>(ref bits)), value);
        _distinct.Add(bits);
    }
}

/// <summary>A column of truth values, a byte each.</summary>
internal sealed class BooleanStore(string column) : ColumnStore
{
    private ValueBatch<bool>? _batch;
    private SectionWriter? _values;
    private bool _someTrue;
    private bool _someFalse;

    public override int Width => 1;

    public override void Bind(ColumnBatch batch) => _batch = NumberStore.Typed<bool>(column, batch);

    public override int VariableLength(int row) => 0;

    public override int VariableLength(ReadOnlySpan<byte> fixedPart) => 0;

    protected override bool Encode(int row, Span<byte> fixedPart, Span<byte> variable)
    {
        var value = _batch!.Values[row];
        fixedPart[0] = value ? (byte)1 : (byte)0;
        if (_batch.IsNull(row))
        {
            return false;
        }

        _someTrue |= value;
        _someFalse |= !value;
        return true;
    }

    protected override long OpenValues(SafeFileHandle file, long offset, long rows)
    {
        _values = new SectionWriter(file, offset);
        return Aligned(offset + rows);
    }

    protected override void AppendValue(bool isNull, ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> variable) => _values!.Add(fixedPart[0]);

    protected override StoredColumn CompleteValues(ReleaseSection? nulls) =>
        new(ColumnStorage.Numbers, _values!.Complete(), null, null, nulls,
            new ColumnStatistics(Nulls, (_someTrue ? 1 : 0) + (_someFalse ? 1 : 0), null, null, null, null));
}
