using System.Globalization;

namespace Fathom.Production.Accounting;

/// <summary>Time of the accounts: whole hours since 1970-01-01, UTC. Wall clock, and a label only (law 3).</summary>
public static class AccountingHour
{
    /// <summary>Hours of a day.</summary>
    public const int PerDay = 24;

    /// <summary>The hour of an instant.</summary>
    public static long Of(DateTimeOffset instant) => (long)Math.Floor(instant.ToUnixTimeSeconds() / 3600.0);

    /// <summary>The first hour of a day.</summary>
    public static long Of(DateOnly day) => Of(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>The first hour of the day of an hour.</summary>
    public static long StartOfDay(long hour) => hour - (((hour % PerDay) + PerDay) % PerDay);

    /// <summary>The start of an hour.</summary>
    public static DateTimeOffset Start(long hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3600);

    /// <summary>The day of an hour.</summary>
    public static DateOnly Day(long hour) => DateOnly.FromDateTime(Start(hour).UtcDateTime);

    /// <summary>An hour as text: 2026-11-22T05:00Z.</summary>
    public static string Label(long hour) => Start(hour).ToString("yyyy-MM-dd'T'HH:00'Z'", CultureInfo.InvariantCulture);
}
