using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.Vo.Tables;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Vo.Releases;

/// <summary>Makes stores of columns of arrays.</summary>
internal static class ArrayStore
{
    /// <summary>The store of a column.</summary>
    public static ColumnStore For(ColumnDescription column) => column.Type switch
    {
        VoType.Boolean => new ArrayStore<bool>(column.Name),
        VoType.UnsignedByte => new ArrayStore<byte>(column.Name),
        VoType.Short => new ArrayStore<short>(column.Name),
        VoType.Int => new ArrayStore<int>(column.Name),
        VoType.Long => new ArrayStore<long>(column.Name),
        VoType.Float => new ArrayStore<float>(column.Name),
        _ => new ArrayStore<double>(column.Name),
    };
}

/// <summary>A column of arrays: offsets and elements.</summary>
internal sealed class ArrayStore<T>(string column) : ColumnStore
    where T : unmanaged
{
    private ValueBatch<T[]>? _batch;
    private SectionWriter? _offsets;
    private SectionWriter? _bytes;
    private long _total;
    private int _longest;

    public override int Width => sizeof(int);

    public override void Bind(ColumnBatch batch) => _batch = NumberStore.Typed<T[]>(column, batch);

    public override int VariableLength(int row) => checked((_batch!.Values[row]?.Length ?? 0) * Unsafe.SizeOf<T>());

    public override int VariableLength(ReadOnlySpan<byte> fixedPart) => MemoryMarshal.Read<int>(fixedPart);

    protected override bool Encode(int row, Span<byte> fixedPart, Span<byte> variable)
    {
        fixedPart[..Width].Clear();
        if (_batch!.IsNull(row) || _batch.Values[row] is not { } array)
        {
            return false;
        }

        var bytes = MemoryMarshal.AsBytes<T>(array);
        bytes.CopyTo(variable);
        MemoryMarshal.Write(fixedPart, bytes.Length);
        _longest = Math.Max(_longest, array.Length);
        _total += bytes.Length;
        return true;
    }

    protected override long OpenValues(SafeFileHandle file, long offset, long rows)
    {
        _offsets = new SectionWriter(file, offset);
        var next = Aligned(offset + ((rows + 1) * sizeof(long)));
        _bytes = new SectionWriter(file, next);
        return Aligned(next + _total);
    }

    protected override void AppendValue(bool isNull, ReadOnlySpan<byte> fixedPart, ReadOnlySpan<byte> variable)
    {
        _offsets!.Add(_bytes!.Length);
        _bytes.Add(variable);
    }

    protected override StoredColumn CompleteValues(ReleaseSection? nulls)
    {
        _offsets!.Add(_bytes!.Length);
        return new StoredColumn(ColumnStorage.Variable, null, _offsets.Complete(), _bytes.Complete(), nulls,
            new ColumnStatistics(Nulls, null, null, null, null, _longest));
    }
}
