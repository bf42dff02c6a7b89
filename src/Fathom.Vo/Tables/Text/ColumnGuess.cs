using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Text;

/// <summary>Guesses what a column of texts holds: the narrowest type that every cell so far is of.</summary>
internal sealed class ColumnGuess
{
    private bool _truth = true;
    private bool _int = true;
    private bool _long = true;
    private bool _number = true;
    private bool _some;
    private bool _wide;

    /// <summary>The type: text where no cell had a value.</summary>
    public VoType Type => !_some ? VoType.Char : _int ? VoType.Int : _long ? VoType.Long : _number ? VoType.Double : _truth ? VoType.Boolean
        : _wide ? VoType.UnicodeChar : VoType.Char;

    /// <summary>True where a text is a number in some notation.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => CellReader.TryFloating<double>(text.Trim(), out _);

    /// <summary>Takes a cell in.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        _wide |= !System.Text.Ascii.IsValid(text);
        var cell = text.Trim();
        if (cell.IsEmpty)
        {
            return;
        }

        _some = true;

        // A number that begins with a zero is a code, which would lose it.
        var isCode = cell.Length > 1 && cell[0] == '0' && char.IsAsciiDigit(cell[1]);
        _int = _int && !isCode && int.TryParse(cell, System.Globalization.NumberStyles.AllowLeadingSign, null, out _);
        _long = _long && !isCode && long.TryParse(cell, System.Globalization.NumberStyles.AllowLeadingSign, null, out _);
        _number = _number && (!isCode || cell.Contains('.')) && CellReader.TryFloating<double>(cell, out _);
        _truth = _truth && (cell.Equals("true", StringComparison.OrdinalIgnoreCase) || cell.Equals("false", StringComparison.OrdinalIgnoreCase));
    }
}
