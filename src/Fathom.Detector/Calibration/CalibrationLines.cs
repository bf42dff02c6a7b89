using System.Globalization;

namespace Fathom.Detector.Calibration;

/// <summary>Takes a file of constants apart line by line; every complaint names the line.</summary>
internal sealed class CalibrationLines(string path, TextReader reader)
{
    private const int MaximumLine = 1 << 17;
    private readonly char[] _line = new char[MaximumLine];
    private int _number;

    internal string[] Words(int count, string expected)
    {
        _number++;
        var text = NextLine() ?? throw new CalibrationFileException(path, _number, expected, "the end of the file");
        var words = text.Split(' ');
        Require(words.Length == count, expected, text.Length <= 80 ? $"'{text}'" : $"'{text[..80]}…'");
        return words;
    }

    internal int Integer(string word, int maximum)
    {
        var good = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= maximum;
        Require(good, $"a whole number from 0 to {maximum}", $"'{word}'");
        return value;
    }

    internal float Number(string word)
    {
        var good = float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value);
        Require(good, "a finite number", $"'{word}'");
        return value;
    }

    internal double DoubleNumber(string word)
    {
        var good = double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
        Require(good, "a finite number", $"'{word}'");
        return value;
    }

    internal void Require(bool holds, string expected, string found)
    {
        if (!holds)
        {
            throw new CalibrationFileException(path, _number, expected, found);
        }
    }

    // ReadLine would take a file without line ends, however large, into memory
    private string? NextLine()
    {
        var length = 0;
        int c;
        while ((c = reader.Read()) >= 0 && c != '\n')
        {
            Require(length < MaximumLine, $"a line of at most {MaximumLine} characters", "a longer one");
            _line[length++] = (char)c;
        }

        return c < 0 && length == 0 ? null : new string(_line, 0, length);
    }
}
