namespace Fathom.Root.NTuple.Pages;

/// <summary>Facts of the column types (RNTuple specification, "Column Description").</summary>
internal static class ColumnTypes
{
    /// <summary>Bits of one element on storage; 0 for types that are not supported.</summary>
    internal static int Bits(this ColumnType type) => type switch
    {
        ColumnType.Bit => 1,
        ColumnType.Byte or ColumnType.Char or ColumnType.Int8 or ColumnType.UInt8 => 8,
        ColumnType.Int16 or ColumnType.UInt16 or ColumnType.SplitInt16 or ColumnType.SplitUInt16
            or ColumnType.Real16 or ColumnType.SplitReal16 => 16,
        ColumnType.Int32 or ColumnType.UInt32 or ColumnType.Real32 or ColumnType.Index32
            or ColumnType.SplitInt32 or ColumnType.SplitUInt32 or ColumnType.SplitReal32 or ColumnType.SplitIndex32 => 32,
        ColumnType.Int64 or ColumnType.UInt64 or ColumnType.Real64 or ColumnType.Index64
            or ColumnType.SplitInt64 or ColumnType.SplitUInt64 or ColumnType.SplitReal64 or ColumnType.SplitIndex64 => 64,
        ColumnType.Switch => 96,
        _ => 0,
    };

    /// <summary>Bytes of one element in memory.</summary>
    internal static int Width(this ColumnType type) => Math.Max(1, type.Bits() / 8);

    /// <summary>Bytes of this many elements on storage, before compression.</summary>
    internal static long StorageBytes(this ColumnType type, long elements) => ((elements * type.Bits()) + 7) / 8;

    /// <summary>Bytes in memory and on storage are the same.</summary>
    internal static bool IsPlain(this ColumnType type) => type != ColumnType.Bit && !type.IsSplit();

    /// <summary>Stored as one plane of bytes after the other.</summary>
    internal static bool IsSplit(this ColumnType type) => type is >= ColumnType.SplitInt16 and <= ColumnType.SplitIndex64;

    /// <summary>Counts the elements of a collection.</summary>
    internal static bool IsIndex(this ColumnType type) => type is ColumnType.Index32 or ColumnType.Index64
        or ColumnType.SplitIndex32 or ColumnType.SplitIndex64;
}
