using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Fathom.Database.Reading;
using Fathom.Production.Datasets;
using Fathom.Production.Tests.World;

namespace Fathom.Production.Tests.Datasets;

/// <summary>The SQL of a query finds in a catalogue exactly the files that its meaning in memory holds for.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Files and queries are drawn from a seed.")]
public sealed class DatasetAgreementTests : IDisposable
{
    private static readonly string[] Tiers = ["RAW", "RTRAW", "ESD"];
    private static readonly string[] Metadata =
        ["{}", """{"n":1}""", """{"n":2.5,"t":"x"}""", """{"n":"1","t":"y"}""", """{"n":true,"t":null}""", """{"n":[1],"t":"x'y"}""", """{"n":-3e2}"""];

    private readonly TestWorkspace _world = new(runs: 4, sections: 1);
    private readonly Random _random = new(20261122);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Both_meanings_of_a_query_agree_on_every_file()
    {
        await PopulateAsync();
        Dictionary<long, DatasetFile> files = Files();
        int matches = 0, queries = 0;
        for (int i = 0; i < 1500; i++)
        {
            DatasetQuery query = DatasetQuery.Parse(Draw());
            DatasetSql sql = DatasetSql.Of(query, MetadataSql.Sqlite);
            List<long> found = _world.Database.Read(connection => DatasetRows.Select(
                connection,
                $"SELECT f.id FROM {DatasetSql.From} WHERE {sql.Condition} ORDER BY f.id", sql, row => row.GetInt64(0)));
            List<long> expected = [.. files.Where(file => DatasetMatch.Holds(query, file.Value, (_, run) => run <= 2)).Select(file => file.Key).Order()];
            Assert.True(expected.SequenceEqual(found), query.ToString());
            matches += found.Count;
            queries += found.Count > 0 ? 1 : 0;
        }

        Assert.InRange(queries, 100, 1400);
        Assert.InRange(matches, 1000, 1_000_000);
    }

    private Dictionary<long, DatasetFile> Files() => _world.Database.Read(connection => connection.Select(
        $"SELECT f.id, f.lfn, f.tier, f.run, c.name, c.software, c.conditions, f.metadata FROM {DatasetSql.From}", null,
        row => (Id: row.GetInt64(0), File: new DatasetFile(
            row.GetString(1), row.GetString(2), row.IntOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6),
            JsonDocument.Parse(row.GetString(7)).RootElement)))).ToDictionary(row => row.Id, row => row.File);

    private async Task PopulateAsync() => await _world.Database.WriteAsync(transaction =>
    {
        transaction.Execute("DELETE FROM good_run WHERE run > 2");
        transaction.Execute("INSERT INTO conditions_tag (name, sha256, created_utc) VALUES ('T1', '', '')");
        foreach ((long id, string? tag) in new (long, string?)[] { (1, "T1"), (2, null) })
        {
            transaction.Execute(
                """
                INSERT INTO campaign (id, name, kind, state, conditions, software, output_se, created_utc)
                VALUES (@id, @name, 'Detector', 'New', @tag, @software, 'main', '')
                """,
                new { id, name = $"C{id}", tag, software = $"26.{id}" });
        }

        for (int i = 0; i < 300; i++)
        {
            transaction.Execute(
                """
                INSERT INTO file (lfn, tier, run, section, campaign_id, size, adler32, events, metadata, state, created_utc)
                VALUES (@lfn, @tier, @run, NULL, @campaign, 1, '', 0, @metadata, 'Valid', '')
                """,
                new
                {
                    lfn = $"l/{i}",
                    tier = Pick(Tiers),
                    run = _random.Next(6) is > 0 and var run ? run : (int?)null,
                    campaign = _random.Next(3) is > 0 and var campaign ? campaign : (int?)null,
                    metadata = Pick(Metadata),
                });
        }
    });

    private string Draw() => string.Join(
        " and ", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Clause()).DistinctBy(clause => clause.StartsWith("meta", StringComparison.Ordinal) ? clause : clause[..4]));

    private string Clause() => _random.Next(9) switch
    {
        0 => $"tier = {Pick(Tiers)}",
        1 => $"run in {_random.Next(1, 4)}..{_random.Next(4, 7)}, {_random.Next(1, 9)}",
        2 => "grl = good@1",
        3 => $"campaign = {Pick(["none", "C1", "C2", "C3"])}",
        4 => $"software = {Pick(["26.1", "26.2", "27"])}",
        5 => $"conditions = {Pick(["T1", "T2"])}",
        6 => $"lfn in {string.Join(", ", Enumerable.Range(0, 40).Select(_ => $"l/{_random.Next(400)}"))}",
        7 => string.Create(CultureInfo.InvariantCulture, $"meta.{Pick(["n", "t", "none"])} {Pick(["=", "!=", "<", "<=", ">", ">="])} {Pick(["1", "2.5", "-300", "0"])}"),
        _ => $"meta.{Pick(["n", "t", "none"])} {Pick(["=", "!="])} {Pick(["'x'", "'1'", "'x''y'"])}",
    };

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
