using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>How numbers stand in the columns of a written RNTuple (specification, "Column Description").</summary>
public readonly record struct ColumnEncoding
{
    private const int SmallestTruncated = 10;
    private const int LargestTruncated = 31;
    private const int LargestQuantised = 32;

    private readonly Form _form;
    private readonly int _bits;
    private readonly double _minimum;
    private readonly double _maximum;

    private ColumnEncoding(Form form, int bits = 0, double minimum = 0, double maximum = 0)
    {
        _form = form;
        _bits = bits;
        _minimum = minimum;
        _maximum = maximum;
    }

    private enum Form : byte { Default, Plain, Split, Half, SplitHalf, Single, SplitSingle, Truncated, Quantised }

    /// <summary>All bits; byte planes in compressed files, plain otherwise. The default.</summary>
    public static ColumnEncoding Default => default;

    /// <summary>All bits as they stand in memory.</summary>
    public static ColumnEncoding Plain => new(Form.Plain);

    /// <summary>All bits in byte planes; signed integers in zigzag, offsets as differences.</summary>
    public static ColumnEncoding Split => new(Form.Split);

    /// <summary>Real numbers of half precision.</summary>
    public static ColumnEncoding Half => new(Form.Half);

    /// <summary>Real numbers of half precision, in byte planes.</summary>
    public static ColumnEncoding SplitHalf => new(Form.SplitHalf);

    /// <summary>Real numbers of single precision.</summary>
    public static ColumnEncoding Single => new(Form.Single);

    /// <summary>Real numbers of single precision, in byte planes: how ROOT keeps Double32_t.</summary>
    public static ColumnEncoding SplitSingle => new(Form.SplitSingle);

    /// <summary>Single precision of which only the highest bits are kept.</summary>
    /// <param name="bits">10 to 31, sign and exponent included.</param>
    /// <exception cref="ArgumentOutOfRangeException">Other numbers of bits.</exception>
    public static ColumnEncoding Truncated(int bits) => bits is >= SmallestTruncated and <= LargestTruncated
        ? new ColumnEncoding(Form.Truncated, bits)
        : throw new ArgumentOutOfRangeException(nameof(bits), bits, $"truncated floats have {SmallestTruncated} to {LargestTruncated} bits");

    /// <summary>The nearest of 2^bits equally spaced values; filling in one outside of the range is refused.</summary>
    /// <param name="bits">1 to 32.</param>
    /// <param name="minimum">Smallest value.</param>
    /// <param name="maximum">Largest value.</param>
    /// <exception cref="ArgumentOutOfRangeException">Other numbers of bits, or no range.</exception>
    public static ColumnEncoding Quantised(int bits, double minimum, double maximum) =>
        bits is >= 1 and <= LargestQuantised && minimum < maximum && double.IsFinite(minimum) && double.IsFinite(maximum)
            ? new ColumnEncoding(Form.Quantised, bits, minimum, maximum)
            : throw new ArgumentOutOfRangeException(nameof(bits), $"{bits} bits from {minimum} to {maximum}: at most {LargestQuantised} bits, of a finite range");

    /// <summary>The column of a type of numbers.</summary>
    /// <exception cref="NotSupportedException">A low precision of numbers that are not real.</exception>
    internal PageFormat Of(ElementType type, bool compressed)
    {
        bool real = type.Plain is ColumnType.Real32 or ColumnType.Real64;
        return _form switch
        {
            Form.Default => type.Stored(compressed),
            Form.Plain => type.Plain,
            Form.Split => type.Split,
            _ when !real => throw new NotSupportedException($"{type.CppName} cannot be kept as {_form}: only real numbers can"),
            Form.Half => ColumnType.Real16,
            Form.SplitHalf => ColumnType.SplitReal16,
            Form.Single => ColumnType.Real32,
            Form.SplitSingle => ColumnType.SplitReal32,
            Form.Truncated => new PageFormat(ColumnType.Real32Truncated, _bits, 0, 0),
            _ => new PageFormat(ColumnType.Real32Quantised, _bits, _minimum, _maximum),
        };
    }
}
