namespace Fathom.Root.NTuple.Pages;

/// <summary>A type of numbers, and the columns that hold it (specification, "Fundamental Types").</summary>
/// <param name="CppName">Its normalised C++ name.</param>
/// <param name="Plain">Column type of uncompressed files.</param>
/// <param name="Split">Column type of compressed files.</param>
internal sealed record ElementType(string CppName, ColumnType Plain, ColumnType Split)
{
    /// <summary>Offsets of collections.</summary>
    internal static readonly ElementType Index = new("", ColumnType.Index64, ColumnType.SplitIndex64);

    /// <summary>Bytes of texts.</summary>
    internal static readonly ElementType Character = new("char", ColumnType.Char, ColumnType.Char);

    private static readonly Dictionary<Type, ElementType> s_known = new()
    {
        [typeof(bool)] = new("bool", ColumnType.Bit, ColumnType.Bit),
        [typeof(sbyte)] = new("std::int8_t", ColumnType.Int8, ColumnType.Int8),
        [typeof(byte)] = new("std::uint8_t", ColumnType.UInt8, ColumnType.UInt8),
        [typeof(short)] = new("std::int16_t", ColumnType.Int16, ColumnType.SplitInt16),
        [typeof(ushort)] = new("std::uint16_t", ColumnType.UInt16, ColumnType.SplitUInt16),
        [typeof(int)] = new("std::int32_t", ColumnType.Int32, ColumnType.SplitInt32),
        [typeof(uint)] = new("std::uint32_t", ColumnType.UInt32, ColumnType.SplitUInt32),
        [typeof(long)] = new("std::int64_t", ColumnType.Int64, ColumnType.SplitInt64),
        [typeof(ulong)] = new("std::uint64_t", ColumnType.UInt64, ColumnType.SplitUInt64),
        [typeof(float)] = new("float", ColumnType.Real32, ColumnType.SplitReal32),
        [typeof(double)] = new("double", ColumnType.Real64, ColumnType.SplitReal64),
    };

    /// <summary>The columns of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">It is none of bool, sbyte to ulong, float, double.</exception>
    internal static ElementType Of<T>() where T : unmanaged => s_known.TryGetValue(typeof(T), out ElementType? type)
        ? type
        : throw new NotSupportedException($"RNTuple columns hold bool, sbyte to ulong, float and double, not {typeof(T)}");

    internal ColumnType Stored(bool compressed) => compressed ? Split : Plain;

    internal bool Holds(ColumnType column) => column == Plain || column == Split;
}
