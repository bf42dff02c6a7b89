using System.Globalization;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Fits;

/// <summary>A column of a binary table as its header describes it.</summary>
/// <param name="Column">What it holds.</param>
/// <param name="Letter">FITS's letter for the elements.</param>
/// <param name="Repeat">Elements of a row; of arrays in the heap the descriptor counts them.</param>
/// <param name="Offset">Where it begins in a row [bytes].</param>
/// <param name="Descriptor">P or Q where its arrays are in the heap; null: they are in the row.</param>
/// <param name="Null">The integer that stands for no value; null: none does.</param>
/// <param name="Scale">TSCAL.</param>
/// <param name="Zero">TZERO.</param>
internal sealed record FitsColumn(
    ColumnDescription Column, char Letter, int Repeat, int Offset, char? Descriptor, long? Null, double Scale, double Zero)
{
    /// <summary>Bytes in a row.</summary>
    public int Width => Descriptor switch
    {
        'P' => 8 * Math.Min(Repeat, 1),
        'Q' => 16 * Math.Min(Repeat, 1),
        _ => Letter == 'X' ? (Repeat + 7) / 8 : checked(Repeat * ElementWidth(Letter)),
    };

    /// <summary>True where stored numbers are not yet the values.</summary>
    public bool IsScaled => Scale != 1 || Zero != 0;

    /// <summary>Bytes of an element; 0 for bits.</summary>
    public static int ElementWidth(char letter) => letter switch
    {
        'X' => 0,
        'L' or 'A' or 'B' => 1,
        'I' => 2,
        'J' or 'E' => 4,
        'K' or 'D' or 'C' => 8,
        'M' => 16,
        _ => throw new TableFormatException($"expected a type of binary tables, found '{letter}'."),
    };

    /// <summary>A column of a header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="offset">Where it begins in a row.</param>
    public static FitsColumn Of(FitsHeader header, int number, int offset)
    {
        var suffix = number.ToString(CultureInfo.InvariantCulture);
        var form = header.Text("TFORM" + suffix)?.Trim() ?? "";
        var digits = form.TakeWhile(char.IsAsciiDigit).Count();
        var repeat = digits == 0 ? 1 : int.TryParse(form[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        if (digits == form.Length || repeat < 0)
        {
            throw new TableFormatException($"TFORM{suffix}: expected a form such as 1D or 12A, found '{form}'.", 0, header.DataStart);
        }

        char? descriptor = form[digits] is 'P' or 'Q' ? form[digits] : null;
        var letter = descriptor is null ? form[digits] : digits + 1 < form.Length ? form[digits + 1] : '?';
        ElementWidth(letter);
        var (scale, zero) = letter is 'B' or 'I' or 'J' or 'K' or 'E' or 'D'
            ? (header.Number("TSCAL" + suffix) ?? 1, header.Number("TZERO" + suffix) ?? 0) : (1, 0);
        var column = new ColumnDescription(header.Text("TTYPE" + suffix) is { Length: > 0 } name ? name : $"col{suffix}", Type(letter, scale, zero))
        {
            ArraySize = Size(letter, repeat, descriptor, header.Text("TDIM" + suffix)),
            Unit = NullIfEmpty(header.Text("TUNIT" + suffix)),
            Ucd = NullIfEmpty(header.Text("TUCD" + suffix)),
            Description = NullIfEmpty(header.Text("TCOMM" + suffix)),
        };
        return new FitsColumn(column, letter, repeat, offset, descriptor, header.Integer("TNULL" + suffix), scale, zero);
    }

    /// <summary>Integers without sign are stored with an offset; other scaled numbers become floating.</summary>
    private static VoType Type(char letter, double scale, double zero) => (letter, scale, zero) switch
    {
        ('L' or 'X', _, _) => VoType.Boolean,
        ('A', _, _) => VoType.Char,
        ('B', 1, 0) => VoType.UnsignedByte,
        ('B', 1, -128) => VoType.Short,
        ('I', 1, 0) => VoType.Short,
        ('I', 1, 32768) => VoType.Int,
        ('J', 1, 0) => VoType.Int,
        ('J', 1, 2147483648) => VoType.Long,
        ('K', 1, 0) => VoType.Long,
        ('E', 1, 0) or ('C', _, _) => VoType.Float,
        _ => VoType.Double,
    };

    private static string? Size(char letter, int repeat, char? descriptor, string? dimensions)
    {
        if (letter == 'A')
        {
            return "*";
        }

        if (descriptor is not null)
        {
            return "*";
        }

        var parts = dimensions?.Trim(' ', '(', ')').Split(',', StringSplitOptions.TrimEntries) ?? [];
        var pairs = letter is 'C' or 'M' ? 2 : 1;
        var all = 1L;
        foreach (var part in parts)
        {
            all = int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? all * Math.Max(size, 1) : -1;
        }

        return parts.Length > 1 && all == repeat && pairs == 1 ? string.Join('x', parts)
            : repeat * (long)pairs == 1 ? null : (repeat * (long)pairs).ToString(CultureInfo.InvariantCulture);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
