using System.Globalization;

namespace Fathom.Database.Writing;

/// <summary>Wall-clock labels: ISO 8601, UTC, milliseconds. They label and never order (law 3).</summary>
public static class UtcLabel
{
    /// <summary>The label of now.</summary>
    public static string Now(TimeProvider time) => Of(time.GetUtcNow());

    /// <summary>The label of an instant.</summary>
    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The instant of a label.</summary>
    public static DateTimeOffset Parse(string label) =>
        DateTimeOffset.Parse(label, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
