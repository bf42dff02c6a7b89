using System.Globalization;

namespace Fathom.Production.Logs;

/// <summary>The first line of a tail before which more was said: it tells how long the whole log is. A tail without it is the whole log.</summary>
public static class LogTailMark
{
    /// <summary>Longest mark [byte].</summary>
    public const int Longest = 64;

    private const string Begin = "[last lines of a log of ", End = " bytes]";

    /// <summary>The line, with its end.</summary>
    /// <param name="bytes">Length of the whole log [byte].</param>
    public static string Of(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Begin}{bytes}{End}\n");

    /// <summary>Length of the whole log [byte], or null where the tail is all of it.</summary>
    /// <param name="tail">The tail of an attempt.</param>
    public static long? WholeBytes(string tail)
    {
        ReadOnlySpan<char> line = tail.AsSpan(0, Math.Max(0, tail.AsSpan(0, Math.Min(tail.Length, Longest)).IndexOf('\n')));
        return line.StartsWith(Begin, StringComparison.Ordinal) && line.EndsWith(End, StringComparison.Ordinal)
            && line.Length > Begin.Length + End.Length
            && long.TryParse(line[Begin.Length..^End.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes : null;
    }
}
