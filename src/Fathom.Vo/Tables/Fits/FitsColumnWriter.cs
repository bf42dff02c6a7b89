using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Fathom.Vo.Tables.VoTable;

namespace Fathom.Vo.Tables.Fits;

/// <summary>One column on its way into a FITS table: spooled as BINARY has it, and widened to what its longest value needs.</summary>
internal sealed class FitsColumnWriter
{
    private readonly ColumnDescription _column;
    private readonly int _element;
    private readonly byte[] _filler;
    private int _longest;

    public FitsColumnWriter(ColumnDescription column)
    {
        _column = column;
        IsCounted = column.IsText || (column.ArraySize is { } size && BinaryColumn.FixedSize(size) is null);
        Spool = column.IsText ? new BinaryText(Encoding.ASCII, null) : BinaryColumn.For(column, flagged: false);
        (Letter, _element, Null) = Code(column);
        _filler = Filler(Letter);
        _longest = IsCounted ? 1 : Spool.FixedWidth / _element;
    }

    /// <summary>Writes it into the spool.</summary>
    public BinaryColumn Spool { get; }

    /// <summary>True where each value in the spool is preceded by its length.</summary>
    public bool IsCounted { get; }

    /// <summary>FITS's letter for the type.</summary>
    public char Letter { get; }

    /// <summary>The integer that stands for no value; null: the type needs none.</summary>
    public long? Null { get; }

    /// <summary>Bytes of a row in the table.</summary>
    public int Width => _longest * _element;

    /// <summary>TFORM.</summary>
    public string Form => string.Create(CultureInfo.InvariantCulture, $"{_longest}{Letter}");

    /// <summary>TDIM, for arrays of more than one dimension that are of fixed size.</summary>
    public string? Dimensions => !_column.IsText && !IsCounted && _column.ArraySize is { } size && size.Contains('x', StringComparison.Ordinal)
        ? $"({size.Replace('x', ',')})"
        : null;

    /// <summary>Length of a value in the spool, which it takes note of.</summary>
    public int Observe(ReadOnlySpan<byte> at)
    {
        if (!IsCounted)
        {
            return Width;
        }

        var count = BinaryPrimitives.ReadInt32BigEndian(at);
        _longest = Math.Max(_longest, count);
        return sizeof(int) + (count * _element);
    }

    /// <summary>Puts a value of the spool into the table's row.</summary>
    /// <returns>Its length in the spool.</returns>
    public int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = IsCounted ? BinaryPrimitives.ReadInt32BigEndian(from) * _element : Width;
        var start = IsCounted ? sizeof(int) : 0;
        from.Slice(start, length).CopyTo(to);
        if (Letter == 'L')
        {
            to[..length].Replace((byte)'?', (byte)0);
        }

        for (var at = length; at < Width; at += _element)
        {
            _filler.CopyTo(to[at..]);
        }

        return start + length;
    }

    private static (char Letter, int Element, long? Null) Code(ColumnDescription column) => (column.ArraySize is null, column.Type) switch
    {
        (_, VoType.Char or VoType.UnicodeChar) => ('A', 1, null),
        (_, VoType.Boolean) => ('L', 1, null),
        (true, VoType.UnsignedByte) => ('I', 2, short.MinValue),
        (false, VoType.UnsignedByte) => ('B', 1, null),
        (_, VoType.Short) => ('I', 2, short.MinValue),
        (_, VoType.Int) => ('J', 4, int.MinValue),
        (_, VoType.Long) => ('K', 8, long.MinValue),
        (_, VoType.Float) => ('E', 4, null),
        _ => ('D', 8, null),
    };

    /// <summary>What fills a row's array up: no value.</summary>
    private static byte[] Filler(char letter)
    {
        var bytes = new byte[letter switch { 'I' => 2, 'J' or 'E' => 4, 'K' or 'D' => 8, _ => 1 }];
        switch (letter)
        {
            case 'E':
                BinaryPrimitives.WriteSingleBigEndian(bytes, float.NaN);
                break;
            case 'D':
                BinaryPrimitives.WriteDoubleBigEndian(bytes, double.NaN);
                break;
            case 'I' or 'J' or 'K':
                bytes[0] = 0x80;
                break;
            default:
                break;
        }

        return bytes;
    }
}
