using System.Globalization;
using Fathom.Portal.Plots;
using Fathom.Production.Accounting;

namespace Fathom.Portal.Pages.Accounting;

/// <summary>A stretch of time, in buckets of an hour, a day or a month.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Bucket">Hour, Day or Month.</param>
internal sealed record AccountingWindow(string Key, string Label, DateOnly From, DateOnly To, AccountingDimension Bucket)
{
    /// <summary>The windows that end today.</summary>
    public static IReadOnlyList<AccountingWindow> All(DateOnly today) =>
    [
        new("2d", "2 days", today.AddDays(-1), today, AccountingDimension.Hour),
        new("7d", "7 days", today.AddDays(-6), today, AccountingDimension.Hour),
        new("30d", "30 days", today.AddDays(-29), today, AccountingDimension.Day),
        new("105d", "15 weeks", today.AddDays(-104), today, AccountingDimension.Day),
        new("1y", "a year", FirstOfMonth(today).AddMonths(-11), today, AccountingDimension.Month),
        new("5y", "5 years", FirstOfMonth(today).AddMonths(-59), today, AccountingDimension.Month),
    ];

    /// <summary>The labels of the buckets as the accounts give them, in order, with what stands at the axis.</summary>
    public IReadOnlyList<TimeBucket> Buckets()
    {
        var labels = Labels().ToList();
        var every = Math.Max(1, (labels.Count + 11) / 12);
        return [.. labels.Select((label, i) => new TimeBucket(Said(label), Bucket == AccountingDimension.Hour ? HourTick(label) : i % every == 0 ? DayTick(label) : ""))];
    }

    /// <summary>The labels of the buckets, as the accounts write them.</summary>
    public IEnumerable<string> Labels()
    {
        if (Bucket == AccountingDimension.Month)
        {
            for (var month = FirstOfMonth(From); month <= To; month = month.AddMonths(1))
            {
                yield return month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            }

            yield break;
        }

        for (var day = From; day <= To; day = day.AddDays(1))
        {
            if (Bucket == AccountingDimension.Day)
            {
                yield return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                continue;
            }

            for (var hour = 0; hour < AccountingHour.PerDay; hour++)
            {
                yield return AccountingHour.Label(AccountingHour.Of(day) + hour);
            }
        }
    }

    /// <summary>Hours of a bucket, for what is counted by the hour; a month has those of its days.</summary>
    public double Hours(string label) => Bucket switch
    {
        AccountingDimension.Hour => 1,
        AccountingDimension.Day => AccountingHour.PerDay,
        _ => AccountingHour.PerDay * DateTime.DaysInMonth(int.Parse(label.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(label.AsSpan(5, 2), CultureInfo.InvariantCulture)),
    };

    private static string Said(string label) => label.Replace('T', ' ').TrimEnd('Z');

    // Days stand at their midnight; within two days every fourth hour stands, too.
    private string HourTick(string label)
    {
        var hour = int.Parse(label.AsSpan(11, 2), CultureInfo.InvariantCulture);
        return hour == 0 ? DayTick(label) : hour % 4 == 0 && To.DayNumber - From.DayNumber < 3 ? label[11..16] : "";
    }

    private string DayTick(string label) => Bucket == AccountingDimension.Month
        ? label
        : DateOnly.ParseExact(label.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMM", CultureInfo.InvariantCulture);

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}
