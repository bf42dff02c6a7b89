using System.Globalization;
using System.Text;

namespace Fathom.Vo.Adql.Functions;

/// <summary>Functions of texts and of times.</summary>
internal static class TextFunctions
{
    private const double JulianDayOfYearOne = 1721425.5;
    private const double JulianDayOfMjd = 2400000.5;
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<ScalarFunction> All =>
    [
        new("lower", [AdqlType.Text], AdqlType.Text, a => ((string)a[0]).ToLowerInvariant()),
        new("upper", [AdqlType.Text], AdqlType.Text, a => ((string)a[0]).ToUpperInvariant()),
        new("ivo_to_jd", [AdqlType.Timestamp], AdqlType.Real, a => JulianDay((string)a[0])) { Unit = "d", Ucd = "time.epoch" },
        new("ivo_to_mjd", [AdqlType.Timestamp], AdqlType.Real, a => JulianDay((string)a[0]) is { } day ? day - JulianDayOfMjd : null) { Unit = "d", Ucd = "time.epoch" },
        new("ivo_hasword", [AdqlType.Text, AdqlType.Text], AdqlType.Integer, a => HasWords((string)a[0], (string)a[1]) ? 1L : 0L),
        new("ivo_hashlist_has", [AdqlType.Text, AdqlType.Text], AdqlType.Integer, a => InHashList((string)a[0], (string)a[1]) ? 1L : 0L),
        new("ivo_nocasematch", [AdqlType.Text, AdqlType.Text], AdqlType.Integer, a => TextPattern.Matches((string)a[0], (string)a[1], true) ? 1L : 0L),
    ];

    /// <summary>A time as <c>2021-01-14T11:25:00.000</c>; null where the text is none. Equal times are equal texts, and in order.</summary>
    public static string? Time(string text) => Parse(text) is { } time
        ? time.ToString(time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff" : "yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture)
        : null;

    private static DateTime? Parse(string text) =>
        DateTime.TryParseExact(
            text.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            ? time
            : null;

    private static double? JulianDay(string text) =>
        Parse(text) is { } time ? JulianDayOfYearOne + (time.Ticks / (double)TimeSpan.TicksPerDay) : null;

    /// <summary>True where each word of the needle is a word of the text, without regard to case.</summary>
    private static bool HasWords(string text, string needle)
    {
        HashSet<string> words = [.. Words(text)];
        return Words(needle).All(words.Contains);
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static bool InHashList(string list, string item) =>
        !item.Contains('#', StringComparison.Ordinal) && list.Split('#').Contains(item, StringComparer.OrdinalIgnoreCase);
}
