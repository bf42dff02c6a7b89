using System.Globalization;

namespace Fathom.Vo.Tables.Reading;

/// <summary>A table cannot be read: it is not of its format, cut short, or beyond a limit.</summary>
public sealed class TableFormatException : Exception
{
    /// <summary>A table that cannot be read.</summary>
    /// <param name="problem">What was expected and what was found.</param>
    /// <param name="line">Line, from 1; 0: not known.</param>
    /// <param name="position">Character within the line, from 1, or without a line the byte within the file; 0: not known.</param>
    /// <param name="inner">What it came from.</param>
    public TableFormatException(string problem, long line = 0, long position = 0, Exception? inner = null)
        : base(Place(line, position) + problem, inner) => (Line, Position) = (line, position);

    /// <summary>Line, from 1; 0: not known.</summary>
    public long Line { get; }

    /// <summary>Character within the line, from 1, or without a line the byte within the file; 0: not known.</summary>
    public long Position { get; }

    private static string Place(long line, long position) => (line, position) switch
    {
        (0, 0) => "",
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"byte {position}: "),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"line {line}: "),
        _ => string.Create(CultureInfo.InvariantCulture, $"line {line}, character {position}: "),
    };
}
