using System.Globalization;

namespace Fathom.Production.Forecast;

/// <summary>How many attempts were accepted of late, to a quarter of a minute. Not changed: one more makes another.</summary>
public sealed class RecentCounts
{
    /// <summary>How far back it reaches. 5 minutes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const long Quarter = 15; // seconds
    private static readonly long Kept = (long)Window.TotalSeconds / Quarter;

    private readonly (long Quarter, int Count)[] _counts;

    private RecentCounts((long Quarter, int Count)[] counts) => _counts = counts;

    /// <summary>Nothing of late.</summary>
    public static RecentCounts None { get; } = new([]);

    /// <summary>With one more.</summary>
    /// <param name="at">When it was accepted. A clock that was set back begins anew.</param>
    public RecentCounts With(DateTimeOffset at)
    {
        long quarter = at.ToUnixTimeSeconds() / Quarter;
        int now = Array.Find(_counts, one => one.Quarter == quarter).Count;
        return new([.. _counts.Where(one => one.Quarter < quarter && one.Quarter >= quarter - Kept), (quarter, now + 1)]);
    }

    /// <summary>Attempts of the last five minutes; of the quarter of a minute that began them all.</summary>
    public long Since(DateTimeOffset now)
    {
        long quarter = now.ToUnixTimeSeconds() / Quarter;
        return _counts.Where(one => one.Quarter >= quarter - Kept && one.Quarter <= quarter).Sum(one => (long)one.Count);
    }

    /// <summary>Each quarter of a minute since 1970 as <c>quarter:attempts</c>, with blanks between.</summary>
    public override string ToString() =>
        string.Join(' ', _counts.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Quarter}:{one.Count}")));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static RecentCounts Parse(string text) => new([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one =>
        one.Split(':') is [var quarter, var count]
            ? (long.Parse(quarter, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture))
            : throw new FormatException($"Recent attempts \"{text}\": expected quarter:attempts, found \"{one}\"."))]);
}
