using System.Diagnostics;
using Fathom.Vo.Queries;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Queries;

/// <summary>A release of a million synthetic events: what reading, planning and answering cost together.</summary>
[Trait("Duration", "Long")]
public sealed class SpeedTests(MillionEvents events, ITestOutputHelper output) : IClassFixture<MillionEvents>
{
    private const double Slack = 4;

    [Theory]
    [InlineData("SELECT COUNT(*) FROM nu.events", 0.1)]
    [InlineData("SELECT nhit, COUNT(*) FROM nu.events GROUP BY nhit", 8)]
    [InlineData("SELECT FLOOR(mjd/30) AS bin, AVG(beta), COUNT(*) FROM nu.events GROUP BY FLOOR(mjd/30)", 15)]
    [InlineData("SELECT TOP 10 * FROM nu.events ORDER BY mjd", 60)]
    [InlineData("SELECT DISTINCT nhit FROM nu.events", 20)]
    [InlineData("SELECT * FROM nu.events", 60)]
    [InlineData("SELECT ra, dec FROM nu.events WHERE nhit > 90 AND beta < 0.1", 30)]
    public void A_million_rows_are_answered_within_milliseconds(string text, double milliseconds)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < 40; i++)
        {
            long start = Stopwatch.GetTimestamp();
            long rows = Drain(new AdqlEngine().Prepare(text, events.Catalog).Execute(long.MaxValue));
            double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            best = Math.Min(best, took);
            output.WriteLine(FormattableString.Invariant($"{took:F2} ms, {rows} rows: {text}"));
        }

        output.WriteLine(FormattableString.Invariant($"best {best:F2} ms: {text}"));
        Assert.True(best < milliseconds * Slack, FormattableString.Invariant($"{best} ms"));
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(5, 2)]
    public void A_cone_costs_less_than_a_millisecond_or_two(double radius, double milliseconds)
    {
        double best = double.PositiveInfinity;
        for (int round = 0; round < 20; round++)
        {
            long start = Stopwatch.GetTimestamp();
            long rows = 0;
            for (int i = 0; i < 100; i++)
            {
                string text = FormattableString.Invariant(
                    $"SELECT * FROM nu.events WHERE 1=CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', {(i * 3.6) + round}, {(i % 17 * 10) - 80}, {radius}))");
                rows += Drain(new AdqlEngine().Prepare(text, events.Catalog).Execute(20_000));
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds / 100);
            output.WriteLine(FormattableString.Invariant($"{rows / 100} rows each, best {best:F4} ms a cone of {radius} deg"));
        }

        Assert.True(best < milliseconds * Slack, FormattableString.Invariant($"{best} ms"));
    }

    private static long Drain(QueryRows rows)
    {
        long count = 0;
        while (rows.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } batches)
        {
            count += batches[0].Count;
        }

        return count;
    }
}
