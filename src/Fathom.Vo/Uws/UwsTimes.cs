using System.Globalization;

namespace Fathom.Vo.Uws;

/// <summary>Times as documents show them: UTC, milliseconds, Z.</summary>
public static class UwsTimes
{
    /// <summary>The text of a time.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The time to the millisecond, which is what its text says: a filter by a time that was shown finds what it should.</summary>
    public static DateTimeOffset Rounded(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
