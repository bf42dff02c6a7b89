using Fathom.Database;
using Fathom.PostgresServers;
using Fathom.Production.Datasets;

namespace Fathom.Production.Tests.Datasets;

/// <summary>A dataset is looked through along the ids of files. Each other index that a database may like better (files that no campaign
/// made, valid files) is read whole for every window then, so that a campaign's expansion grows with the square of the catalogue.</summary>
public sealed class DatasetWalkTests
{
    // Enough that PostgreSQL, which knows no more of a new table than its size, would like the index of valid files.
    private const int Files = 50_000;

    [Theory, OnBothEngines]
    public async Task A_window_is_read_along_the_ids_whatever_the_query_asks(Engine engine)
    {
        using var place = new TestDatabase(engine);
        using WorkspaceDatabase database = WorkspaceDatabase.Open(place.Location);
        await FillAsync(database);
        Assert.All((string[])["campaign = none", "run in 1..3 and campaign = none", "campaign = none and meta.n > 1", "software = 26.1"], query =>
        {
            string plan = Plan(database, engine, query);
            Assert.Matches(engine == Engine.Sqlite ? @"SEARCH f USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)" : "Index Scan using file_pkey|Bitmap Index Scan on file_pkey", plan);
            Assert.DoesNotMatch("file_lfn|file_tier|file_campaign|Seq Scan on file f", plan);
        });
    }

    private static async Task FillAsync(WorkspaceDatabase database) => await database.WriteAsync(sql => sql.Execute(
        $$"""
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{Files}})
        INSERT INTO file (lfn, tier, run, section, size, adler32, events, metadata, state, created_utc)
        SELECT 'raw/' || CAST(i AS TEXT), 'RAW', i / 100, i % 100, 10, '00000001', 5, '{}', 'Valid', '' FROM n
        """));

    private static string Plan(WorkspaceDatabase database, Engine engine, string query) => database.Read(connection =>
    {
        DatasetSql sql = DatasetSql.Of(DatasetQuery.Parse(query), MetadataSql.Of(connection));
        string explain = engine == Engine.Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
        return string.Join('\n', DatasetRows.Select(
            connection, explain + DatasetFeed.Walk(sql, ahead: true), sql, row => row.GetString(engine == Engine.Sqlite ? 3 : 0),
            ("transformation", 1L), ("after", 20_000L), ("upTo", 22_000L), ("limit", 2_000L)));
    });
}
