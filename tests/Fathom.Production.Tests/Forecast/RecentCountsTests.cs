using Fathom.Production.Forecast;

namespace Fathom.Production.Tests.Forecast;

public sealed class RecentCountsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_counts_the_last_five_minutes_to_a_quarter_of_a_minute_and_stays_as_small()
    {
        var random = new Random(3);
        RecentCounts counts = RecentCounts.None;
        var all = new List<DateTimeOffset>();
        for (DateTimeOffset now = Start; now < Start + TimeSpan.FromHours(1); now += TimeSpan.FromSeconds(random.NextDouble() * 8))
        {
            counts = counts.With(now);
            all.Add(now);
            long surely = all.Count(at => now - at < RecentCounts.Window);
            long atMost = all.Count(at => now - at < RecentCounts.Window + TimeSpan.FromSeconds(15));
            Assert.InRange(counts.Since(now), surely, atMost);
        }

        Assert.True(counts.ToString().Length < 21 * 16);
        RecentCounts again = RecentCounts.Parse(counts.ToString());
        Assert.Equal((counts.ToString(), counts.Since(all[^1])), (again.ToString(), again.Since(all[^1])));
        Assert.Equal(0, again.Since(all[^1] + TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public void A_clock_that_was_set_back_counts_from_then_on()
    {
        RecentCounts counts = RecentCounts.None.With(Start).With(Start).With(Start - TimeSpan.FromHours(1));
        Assert.Equal((1, 0), (counts.Since(Start - TimeSpan.FromHours(1)), counts.Since(Start)));
    }
}
