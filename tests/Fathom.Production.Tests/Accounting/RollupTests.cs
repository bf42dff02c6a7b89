using System.Diagnostics.CodeAnalysis;
using Fathom.Production.Accounting;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.Accounting;

[SuppressMessage("Security", "CA5394", Justification = "Drawn from a seed.")]
public sealed class RollupTests
{
    private static readonly long Noon = AccountingHour.Of(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_in_which_attempts_end_does_not_change_any_sum(int seed)
    {
        var random = new Random(seed);
        List<(long Hour, AccountingSeries Series, AccountingCell Cell)> ended = [.. Enumerable.Range(0, 500).Select(_ => Draw(random))];
        AccountingReport one = Ask(ended);
        AccountingReport other = Ask([.. ended.OrderBy(_ => random.Next())]);
        Assert.Equal(one.Total, other.Total);
        Assert.Equal(Lines(one), Lines(other));
        Assert.Equal(ended.Aggregate(default(AccountingCell), (sum, next) => sum.Plus(next.Cell)), one.Total);
    }

    [Theory]
    [InlineData(AccountingDimension.Site)]
    [InlineData(AccountingDimension.Day)]
    [InlineData(AccountingDimension.Month)]
    [InlineData(AccountingDimension.Cause)]
    public void Each_group_is_the_sum_of_the_attempts_that_belong_to_it(AccountingDimension dimension)
    {
        var random = new Random(7);
        List<(long Hour, AccountingSeries Series, AccountingCell Cell)> ended = [.. Enumerable.Range(0, 800).Select(_ => Draw(random))];
        AccountingReport report = Rollup(ended).Answer(new AccountingQuery { By = [dimension], Campaign = "A" });
        var naive = ended.Where(one => one.Series.Campaign == "A").GroupBy(one => dimension switch
        {
            AccountingDimension.Site => one.Series.Site,
            AccountingDimension.Day => AccountingHour.Day(one.Hour).ToString("yyyy-MM-dd", null),
            AccountingDimension.Month => AccountingHour.Day(one.Hour).ToString("yyyy-MM", null),
            _ => one.Series.Cause,
        }).OrderBy(group => group.Key, StringComparer.Ordinal);
        Assert.Equal(
            naive.Select(group => (group.Key, group.Aggregate(default(AccountingCell), (sum, next) => sum.Plus(next.Cell)))),
            report.Rows.Select(row => (row.Labels[0], row.Sum)));
    }

    [Fact]
    public void A_window_takes_whole_days_at_both_ends()
    {
        AccountingRollup rollup = new();
        int series = rollup.Intern(new("here", "A", "t", "o", ""));
        for (int hour = -48; hour < 48; hour++)
        {
            rollup.Add(AccountingHour.StartOfDay(Noon) + hour, series, new AccountingCell(1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        }

        AccountingQuery window = new() { From = new DateOnly(2026, 11, 21), To = new DateOnly(2026, 11, 22), By = [AccountingDimension.Hour] };
        AccountingReport report = rollup.Answer(window);
        Assert.Equal(48, report.Total.Accepted);
        Assert.Equal(("2026-11-21T00:00Z", "2026-11-22T23:00Z"), (report.Rows[0].Labels[0], report.Rows[^1].Labels[0]));
    }

    [Fact]
    public void Ten_years_of_hours_become_days_and_no_sum_by_day_changes()
    {
        const int Days = 3650, Series = 12;
        AccountingRollup rollup = new();
        int[] series = [.. Enumerable.Range(0, Series).Select(i => rollup.Intern(new($"site{i % 4}", $"Campaign{i / 4}", "t", "o", "")))];
        for (long hour = Noon - (Days * 24L); hour < Noon; hour++)
        {
            foreach (int one in series)
            {
                rollup.Add(hour, one, new AccountingCell(1, 0, 0, 0, 1, 2, 3, 0, 4, 5));
            }
        }

        AccountingQuery byDay = new() { By = [AccountingDimension.Day, AccountingDimension.Site, AccountingDimension.Campaign] };
        string[] before = Lines(rollup.Answer(byDay));
        int cells = rollup.Cells;
        rollup.Compact(AccountingHour.StartOfDay(Noon) - AccountingRollup.HoursKept);
        Assert.Equal(before, Lines(rollup.Answer(byDay)));
        Assert.True(rollup.Cells < cells / 10, $"{cells} cells became {rollup.Cells}");
    }

    [Fact]
    public void A_payload_with_a_number_in_its_message_does_not_make_a_series_of_each()
    {
        AccountingRollup rollup = new();
        for (int i = 0; i < 1000; i++)
        {
            rollup.Add(Noon, rollup.Intern(new("here", "A", "t", "o", $"Failed at {i}")), new AccountingCell(0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
            rollup.Intern(new("there", "A", "t", "o", "Failed at 3"));
        }

        AccountingReport report = rollup.Answer(new AccountingQuery { By = [AccountingDimension.Cause] });
        Assert.Equal(AccountingSeries.MostCauses + 1, report.Rows.Count);
        Assert.Equal(1000 - AccountingSeries.MostCauses, report.Rows.Single(row => row.Labels[0] == AccountingSeries.OtherCauses).Sum.Failed);
    }

    [Fact]
    public void What_no_attempt_can_have_used_is_bounded()
    {
        var broken = new ResourceUse(double.NaN, double.PositiveInfinity, -1, double.NegativeInfinity, long.MinValue, long.MaxValue);
        AccountingCell cell = AccountingCell.Of(AttemptState.Failed, broken, 0);
        Assert.Equal((0, 0, 100_000_000_000, 0, 1_000_000_000_000_000), (cell.CpuMs, cell.NormalisedCpuMs, cell.WallMs, cell.BytesRead, cell.BytesWritten));
        AccountingCell most = new(0, 0, 0, 0, long.MaxValue, 0, 0, 0, 0, 0);
        Assert.Equal(long.MaxValue, most.Plus(most).CpuMs);
    }

    [Fact]
    public void The_CSV_quotes_names_and_defuses_those_that_a_spreadsheet_would_run()
    {
        AccountingRollup rollup = new();
        rollup.Add(Noon, rollup.Intern(new("a,\"b\"", "=cmd()", "t", "o", "")), new AccountingCell(1, 0, 0, 0, 1500, 3000, 3000, 0, 7, 8));
        string[] lines = AccountingCsv.Write(rollup.Answer(new AccountingQuery { By = [AccountingDimension.Site, AccountingDimension.Campaign] })).Split("\r\n");
        Assert.Equal("site,campaign,attempts,accepted,failed,lost,killed,cpu_s,normalised_cpu_s,wall_s,wasted_wall_s,efficiency,failure_rate,bytes_read,bytes_written", lines[0]);
        Assert.Equal("\"a,\"\"b\"\"\",'=cmd(),1,1,0,0,0,1.5,3,3,0,0.5,0,7,8", lines[1]);
    }

    [Theory]
    [InlineData("site,size")]
    [InlineData("3")]
    [InlineData("day,day")]
    public void Dimensions_that_are_not_known_are_refused(string text) =>
        Assert.Throws<FormatException>(() => AccountingQuery.ReadDimensions(text));

    private static (long, AccountingSeries, AccountingCell) Draw(Random random) => (
        Noon - random.Next(24 * 90),
        new($"site{random.Next(3)}", random.Next(2) == 0 ? "A" : "B", $"t{random.Next(2)}", "o", random.Next(3) == 0 ? "Broken" : ""),
        new(random.Next(2), random.Next(2), random.Next(2), 0, random.Next(9999), random.Next(9999), random.Next(9999), random.Next(99), random.Next(), random.Next()));

    private static AccountingRollup Rollup(IEnumerable<(long Hour, AccountingSeries Series, AccountingCell Cell)> ended)
    {
        AccountingRollup rollup = new();
        foreach ((long hour, AccountingSeries series, AccountingCell cell) in ended)
        {
            rollup.Add(hour, rollup.Intern(series), cell);
        }

        return rollup;
    }

    private static AccountingReport Ask(List<(long Hour, AccountingSeries Series, AccountingCell Cell)> ended) => Rollup(ended).Answer(
        new AccountingQuery { By = [AccountingDimension.Hour, AccountingDimension.Site, AccountingDimension.Campaign, AccountingDimension.Cause] });

    private static string[] Lines(AccountingReport report) => [.. report.Rows.Select(row => string.Join('|', row.Labels) + row.Sum)];
}
