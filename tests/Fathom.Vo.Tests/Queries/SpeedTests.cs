using System.Diagnostics;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Queries;

/// <summary>A million synthetic events in memory, in the order of nothing: what the engine itself costs.</summary>
[Trait("Duration", "Long")]
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Rows = 1_000_000;
    private const double Slack = 4;

    private static readonly Lazy<TableCatalog> Million = new(Make);

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
            long rows = Drain(new AdqlEngine().Prepare(text, Million.Value).Execute(long.MaxValue));
            double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            best = Math.Min(best, took);
            output.WriteLine(FormattableString.Invariant($"{took:F2} ms, {rows} rows: {text}"));
        }

        output.WriteLine(FormattableString.Invariant($"best {best:F2} ms: {text}"));
        Assert.True(best < milliseconds * Slack, FormattableString.Invariant($"{best} ms"));
    }

    [Fact]
    public void Reading_and_planning_a_cone_costs_little_beside_its_rows()
    {
        var table = (ConeTable)Million.Value.Find("cones").Single().Columns!;
        double best = double.PositiveInfinity;
        for (int round = 0; round < 20; round++)
        {
            long start = Stopwatch.GetTimestamp();
            long rows = 0;
            for (int i = 0; i < 200; i++)
            {
                string text = FormattableString.Invariant(
                    $"SELECT * FROM nu.cones WHERE 1=CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', {(i * 1.7) + round}, {i % 80}, 1))");
                rows += Drain(new AdqlEngine().Prepare(text, Million.Value).Execute(20_000));
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds / 200);
            output.WriteLine(FormattableString.Invariant($"{rows} rows, best {best:F4} ms a query of {table.Candidates} candidates"));
        }

        Assert.True(best < 0.5, FormattableString.Invariant($"{best} ms"));
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

    private static TableCatalog Make()
    {
        var random = new Random(1);
        var description = new TableDescription("nu", "events",
        [
            new("ra", VoType.Double), new("dec", VoType.Double), new("nhit", VoType.Int), new("beta", VoType.Double), new("mjd", VoType.Double),
        ]);
        double[] ra = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() * 360)];
        double[] dec = [.. Enumerable.Range(0, Rows).Select(_ => double.RadiansToDegrees(Math.Asin((random.NextDouble() * 2) - 1)))];
        int[] nhit = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(20, 120))];
        double[] beta = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())];
        double[] mjd = [.. Enumerable.Range(0, Rows).Select(_ => 54000 + (random.NextDouble() * 4000))];
        Array[] columns = [ra, dec, nhit, beta, mjd];
        var cones = new TableDescription("nu", "cones", description.Columns);
        return new TableCatalog(
        [
            new QueryTable(description) { Columns = new MemoryTable(description, columns) },
            new QueryTable(cones) { Columns = new ConeTable(cones, columns) },
        ]);
    }
}
