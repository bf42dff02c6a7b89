using System.Globalization;

namespace Fathom.Production.Monitor;

/// <summary>Times of a question, in milliseconds since 1970 UTC.</summary>
internal static class TimeText
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.fff", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private const int LongestSpan = 100_000;

    /// <summary>A time, or a span back from now.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long Read(string name, string text, DateTimeOffset now)
    {
        if (text.Length >= 3 && text[0] == '-' && Unit(text[^1]) is { } unit
            && int.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= LongestSpan)
        {
            return now.ToUnixTimeMilliseconds() - (long)(count * unit).TotalMilliseconds;
        }

        return DateTime.TryParseExact(
            text.TrimEnd('Z'), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time)
            ? new DateTimeOffset(time).ToUnixTimeMilliseconds()
            : throw new FormatException(
                $"{name}: expected a UTC time such as 2026-11-22 or 2026-11-22T05:30, or a span back such as -90m, -24h or -7d, found {JobQuestionText.Shown(text)}");
    }

    /// <summary>The text of a time.</summary>
    public static string Text(long milliseconds)
    {
        DateTime time = DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? Formats[0] : Formats[3], CultureInfo.InvariantCulture);
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
