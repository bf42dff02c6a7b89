using System.Globalization;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.PostgresServers;

namespace Fathom.Database.Tests.Reading;

public sealed class ScanTests
{
    private static readonly string[] Words = ["", "Done", "done", "IHEP", "node17.ihep.ac.cn", "node71.ihep.ac.cn", "σ = 0.4", "Cluster σ-1", new string('x', 200)];

    [Theory, OnBothEngines]
    public async Task A_scan_gives_what_a_query_gives(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        var random = new Random(3);
        var rows = new List<(long Id, long? Number, string? Text)>();
        await database.WriteAsync(sql =>
        {
            sql.Execute("CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, n BIGINT, t TEXT)");
            for (long id = 1; id <= 500; id++)
            {
                long? number = random.Next(4) switch { 0 => null, 1 => 0, 2 => -random.NextInt64(), _ => random.Next(5) };
                string? text = random.Next(8) switch { 0 => null, 1 => "host" + random.Next(5000).ToString(CultureInfo.InvariantCulture), _ => Words[random.Next(Words.Length)] };
                sql.Execute("INSERT INTO thing (id, n, t) VALUES (@id, @number, @text)", new { id, number, text });
                rows.Add((id, number, text));
            }
        });
        var found = new List<(long Id, long? OrNull, long Number, string Text)>();
        database.Read(connection =>
        {
            connection.Scan("SELECT id, n, t FROM thing ORDER BY id", row => found.Add((row.Whole(0), row.WholeOrNull(1), row.Whole(1), row.Text(2))));
            return true;
        });
        Assert.Equal(rows.Select(row => (row.Id, row.Number, row.Number ?? 0, row.Text ?? "")), found);
    }

    [Theory, OnBothEngines]
    public void A_scan_that_cannot_be_run_says_why(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        Exception fault = Assert.ThrowsAny<Exception>(() => database.Read(connection =>
        {
            connection.Scan("SELECT a FROM nowhere", _ => Assert.Fail("There is no row."));
            return true;
        }));
        Assert.Contains("nowhere", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_comes_again_is_the_same_object()
    {
        var texts = new RecurringTexts();
        string first = texts.Of("node17"u8);
        Assert.Equal("node17", first);
        Assert.Same(first, texts.Of("node17"u8));
        Assert.Equal("node71", texts.Of("node71"u8));
    }

    [Fact]
    public void A_label_is_read_as_it_was_written_and_any_other_text_as_before()
    {
        var random = new Random(4);
        for (int i = 0; i < 1000; i++)
        {
            var instant = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-62_135_596_800_000, 253_402_300_800_000));
            Assert.Equal(instant, UtcLabel.Parse(UtcLabel.Of(instant)));
        }

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), UtcLabel.Parse("2026-01-01T00:00:00Z"));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero), UtcLabel.Parse("2026-01-01T12:00:00+02:00"));
        foreach (string wrong in (string[])["2026-02-30T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-01-01T24:00:01.000Z", "2026-01-01T00:00:00.0x0Z", "", "yesterday"])
        {
            Assert.Throws<FormatException>(() => UtcLabel.Parse(wrong));
        }
    }
}
