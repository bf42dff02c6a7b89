using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Fathom.Vo.Publishing;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables.Output;
using Fathom.Vo.Tap;
using Fathom.Vo.Tap.Uploads;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Queries;

/// <summary>What it costs to bring a table along, and to match it with a release of a million synthetic events.</summary>
[Trait("Duration", "Long")]
public sealed class CrossmatchSpeedTests(MillionEvents events, ITestOutputHelper output) : IClassFixture<MillionEvents>
{
    private const double Slack = 4;

    [Fact]
    public async Task Ten_thousand_positions_are_matched_with_a_million_events_in_seconds()
    {
        using var folder = new TemporaryFolder();
        double took = Stopwatch.GetElapsedTime(await MatchAsync(folder, 10_000, out long found)).TotalSeconds;
        output.WriteLine(FormattableString.Invariant($"10,000 positions in {took:F2} s, {found} pairs"));

        // 76 events lie in a circle of a degree, 0.76 in one of 0.1.
        Assert.InRange(found, 6800, 8500);
        Assert.True(took < 3 * Slack, FormattableString.Invariant($"{took} s"));
    }

    [Fact]
    public async Task A_million_rows_are_brought_along_within_bounded_memory()
    {
        using var folder = new TemporaryFolder();
        string file = folder["million.csv"];
        await File.WriteAllTextAsync(file, Positions(1_000_000));
        long before = GC.GetTotalAllocatedBytes(), start = Stopwatch.GetTimestamp();
        using UploadedTables uploads = await UploadedTables.OpenAsync([("mine", file)], folder["tables"], new TapLimits(), CancellationToken.None);
        output.WriteLine(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB allocated, {GC.GetTotalMemory(true) >> 20} MiB kept"));
        Assert.Equal(1_000_000, Assert.Single(uploads.Tables).Columns!.Rows);
        Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 3 * Slack);
    }

    private Task<long> MatchAsync(TemporaryFolder folder, int positions, out long found)
    {
        string file = folder["positions.csv"];
        File.WriteAllText(file, Positions(positions));
        var copies = new StoredCopies(new CopyFolder(folder["copies"]));
        QueryTable published = copies.WithCopy(events.Catalog.Find("events").Single());
        using UploadedTables uploads = UploadedTables.OpenAsync([("mine", file)], folder["tables"], new TapLimits(), CancellationToken.None).GetAwaiter().GetResult();
        const string Query = "SELECT u.name, t.ra, t.dec FROM nu.events AS t JOIN TAP_UPLOAD.mine AS u ON 1 = CONTAINS(POINT('ICRS', t.ra, t.dec), CIRCLE('ICRS', u.ra, u.dec, 0.1))";
        var catalog = new TableCatalog([published, .. uploads.Tables]);

        // The copy of the published table is made once; it is not the match's.
        long first = Stopwatch.GetTimestamp();
        Count(new PublishedQuery(new AdqlEngine().Prepare("SELECT TOP 1 a.ra FROM nu.events AS a, nu.events AS b", catalog), copies, uploads.Copies));
        output.WriteLine(FormattableString.Invariant($"copy in {Stopwatch.GetElapsedTime(first).TotalSeconds:F2} s"));
        long start = Stopwatch.GetTimestamp();
        found = Count(new PublishedQuery(new AdqlEngine().Prepare(Query, catalog), copies, uploads.Copies));
        return Task.FromResult(start);
    }

    private static long Count(PublishedQuery query)
    {
        var request = new TapRequest("", TableFormats.Find("csv")!, 1_000_000);
        return TapQueries.WriteAsync(request, query, null, PipeWriter.Create(Stream.Null), CancellationToken.None).GetAwaiter().GetResult().Rows;
    }

    private static string Positions(int count)
    {
        var random = new Random(5);
        var text = new StringBuilder("name,ra,dec\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"p{i},{random.NextDouble() * 360:F5},{double.RadiansToDegrees(Math.Asin((2 * random.NextDouble()) - 1)):F5}\n");
        }

        return text.ToString();
    }
}
