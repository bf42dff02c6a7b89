using System.Buffers;
using System.Numerics;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>Fields of one number: what a column holds becomes the type of the field (specification, "Fundamental Types").</summary>
internal sealed class FieldNumbers(string path, FieldPages pages)
{
    /// <summary>A column for a C++ type; null where it is no number.</summary>
    internal static RootColumn? NewColumn(string cppType) => cppType switch
    {
        "bool" => new NumberColumn<bool>(),
        "char" or "std::int8_t" => new NumberColumn<sbyte>(),
        "std::byte" or "std::uint8_t" or "unsigned char" => new NumberColumn<byte>(),
        "std::int16_t" => new NumberColumn<short>(),
        "std::uint16_t" => new NumberColumn<ushort>(),
        "std::int32_t" => new NumberColumn<int>(),
        "std::uint32_t" => new NumberColumn<uint>(),
        "std::int64_t" => new NumberColumn<long>(),
        "std::uint64_t" => new NumberColumn<ulong>(),
        "float" => new NumberColumn<float>(),
        "double" => new NumberColumn<double>(),
        _ => null,
    };

    /// <summary>Appends numbers.</summary>
    internal void Read(int field, ClusterRange range, long total, RootColumn column)
    {
        if (range.Count == 0)
        {
            return;
        }

        switch (column)
        {
            case NumberColumn<bool> bools:
                Truths(field, range, total, bools);
                break;
            case NumberColumn<sbyte> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<byte> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<short> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<ushort> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<int> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<uint> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<long> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<ulong> numbers:
                Integers(field, range, total, numbers);
                break;
            case NumberColumn<float> numbers:
                Reals(field, range, total, numbers);
                break;
            case NumberColumn<double> numbers:
                Reals(field, range, total, numbers);
                break;
        }
    }

    private void Truths(int field, ClusterRange range, long total, NumberColumn<bool> column)
    {
        PageFormat format = pages.Format(field, 0, range.Cluster);
        if (format.Type != ColumnType.Bit)
        {
            throw new RootFormatException(path, 0, "a column of bits", $"{format.Type}");
        }

        pages.Read(field, 0, range, total, column.Extend(range.Count));
    }

    private void Integers<T>(int field, ClusterRange range, long total, NumberColumn<T> column) where T : unmanaged, INumberBase<T>
    {
        ColumnType stored = pages.Format(field, 0, range.Cluster).Type;
        switch (stored)
        {
            case ColumnType.Bit:
            case ColumnType.UInt8:
            case ColumnType.Byte:
            case ColumnType.Char:
                Converted<byte, T>(field, range, total, column);
                break;
            case ColumnType.Int8:
                Converted<sbyte, T>(field, range, total, column);
                break;
            case ColumnType.Int16 or ColumnType.SplitInt16:
                Converted<short, T>(field, range, total, column);
                break;
            case ColumnType.UInt16 or ColumnType.SplitUInt16:
                Converted<ushort, T>(field, range, total, column);
                break;
            case ColumnType.Int32 or ColumnType.SplitInt32:
                Converted<int, T>(field, range, total, column);
                break;
            case ColumnType.UInt32 or ColumnType.SplitUInt32:
                Converted<uint, T>(field, range, total, column);
                break;
            case ColumnType.Int64 or ColumnType.SplitInt64:
                Converted<long, T>(field, range, total, column);
                break;
            case ColumnType.UInt64 or ColumnType.SplitUInt64:
                Converted<ulong, T>(field, range, total, column);
                break;
            default:
                throw new RootFormatException(path, 0, "a column of whole numbers", $"{stored}");
        }
    }

    private void Reals<T>(int field, ClusterRange range, long total, NumberColumn<T> column) where T : unmanaged, INumberBase<T>
    {
        ColumnType stored = pages.Format(field, 0, range.Cluster).Type;
        switch (stored)
        {
            case ColumnType.Real16 or ColumnType.SplitReal16:
                Converted<Half, T>(field, range, total, column);
                break;
            case ColumnType.Real32 or ColumnType.SplitReal32 or ColumnType.Real32Truncated or ColumnType.Real32Quantised:
                Converted<float, T>(field, range, total, column);
                break;
            case ColumnType.Real64 or ColumnType.SplitReal64:
                Converted<double, T>(field, range, total, column);
                break;
            default:
                throw new RootFormatException(path, 0, "a column of real numbers", $"{stored}");
        }
    }

    private void Converted<TStored, T>(int field, ClusterRange range, long total, NumberColumn<T> column)
        where TStored : unmanaged, INumberBase<TStored>
        where T : unmanaged, INumberBase<T>
    {
        if (typeof(TStored) == typeof(T))
        {
            pages.Read(field, 0, range, total, column.Extend(range.Count));
            return;
        }

        TStored[] stored = ArrayPool<TStored>.Shared.Rent(range.Count);
        pages.Read(field, 0, range, total, stored.AsSpan(0, range.Count));
        Span<T> target = column.Extend(range.Count);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = T.CreateTruncating(stored[i]);
        }

        ArrayPool<TStored>.Shared.Return(stored);
    }
}
