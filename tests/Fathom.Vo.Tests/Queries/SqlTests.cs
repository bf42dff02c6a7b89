using System.Collections;
using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Microsoft.Data.Sqlite;

namespace Fathom.Vo.Tests.Queries;

public sealed class SqlTests : IDisposable
{
    // It would run for longer than anybody waits.
    private const string Product = "SELECT COUNT(*) FROM events a, events b, events c, events d, events e, events f, events g, events h, events i, events j, events k";

    private readonly StoredSample _store = new(Sample.EventRows, Sample.RunRows);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("SELECT e.ID, r.run FROM events AS e JOIN runs AS r ON e.nhit = r.nhit ORDER BY r.run, e.ID", "A1|1\n%7|2\nA2|2\nC_6|2\n%7|3\nA2|3\nC_6|3")]
    [InlineData("SELECT nhit, COUNT(*) FROM events NATURAL JOIN runs GROUP BY nhit ORDER BY nhit", "35|6\n48|1")]
    [InlineData("SELECT ID, run FROM events LEFT JOIN runs USING (nhit) WHERE run IS NULL ORDER BY ra", "B4|-\n-|-\nB3|-")]
    [InlineData("SELECT nhit, ID, label FROM events FULL OUTER JOIN runs USING (nhit) WHERE ID IS NULL OR label IS NULL ORDER BY nhit", "7|-|-\n33|B3|-\n64|B4|-\n-|-|-")]
    [InlineData("SELECT run FROM events RIGHT JOIN runs USING (nhit) WHERE ID IS NULL", "4")]
    [InlineData("SELECT a.ID, b.ID FROM events a, events b WHERE DISTANCE(a.ra, a.dec, b.ra, b.dec) < 1 AND a.ID < b.ID", "A1|A2\nB3|B4")]
    [InlineData("SELECT a.ID FROM events a JOIN events b ON 1 = CONTAINS(POINT(a.ra, a.dec), CIRCLE(b.ra, b.dec, 1)) WHERE a.ID <> b.ID ORDER BY 1", "A1\nA2\nB3\nB4")]
    [InlineData("SELECT run FROM runs WHERE nhit IN (SELECT nhit FROM events WHERE good = 0) ORDER BY run", "2\n3")]
    [InlineData("SELECT run FROM runs WHERE nhit NOT IN (SELECT nhit FROM events) ORDER BY run", "")]
    [InlineData("SELECT r.run FROM runs AS r WHERE NOT EXISTS (SELECT * FROM events AS e WHERE e.nhit = r.nhit)", "4")]
    [InlineData("SELECT nhit FROM events UNION SELECT nhit FROM runs ORDER BY nhit DESC", "-\n64\n48\n35\n33\n7")]
    [InlineData("SELECT nhit FROM events UNION ALL SELECT nhit FROM runs ORDER BY 1", "7\n33\n35\n35\n35\n35\n35\n48\n48\n64\n-")]
    [InlineData("SELECT nhit FROM events EXCEPT ALL SELECT nhit FROM runs ORDER BY 1", "33\n35\n64\n-")]
    [InlineData("SELECT nhit FROM events INTERSECT ALL SELECT nhit FROM runs ORDER BY 1", "35\n35\n48")]
    [InlineData("SELECT nhit FROM events INTERSECT SELECT nhit FROM runs ORDER BY 1", "35\n48")]
    [InlineData("(SELECT TOP 1 ID FROM events ORDER BY ra) UNION (SELECT TOP 1 ID FROM events ORDER BY mjd) ORDER BY 1", "B4")]
    [InlineData("SELECT TOP 1 run FROM runs UNION ALL SELECT TOP 2 nhit FROM runs", "1\n48\n35")]
    [InlineData("SELECT run / 2 FROM runs UNION SELECT 2.5 FROM runs ORDER BY 1", "0\n1\n2\n2.5")]
    [InlineData("WITH hot AS (SELECT ID, nhit FROM events WHERE nhit > 40), both AS (SELECT * FROM hot JOIN runs USING (nhit)) SELECT b.ID, b.run FROM both AS b", null)]
    [InlineData("WITH hot AS (SELECT ID, nhit FROM events WHERE nhit > 40), joint AS (SELECT * FROM hot JOIN runs USING (nhit)) SELECT b.ID, b.run FROM joint AS b", "A1|1")]
    [InlineData("SELECT q.n * 2 FROM (SELECT COUNT(*) AS n FROM events) AS q", "14")]
    [InlineData("SELECT COALESCE(q.x, q.y) / 2 FROM (SELECT 1 AS x, 2.5 AS y FROM runs WHERE run = 1) AS q", "0.5")]
    [InlineData("SELECT p.c FROM (SELECT POINT(ra, dec) AS c FROM events WHERE nhit = 48) AS p WHERE 1 = CONTAINS(p.c, CIRCLE(10, 0, 1))", "10 0")]
    [InlineData("SELECT AREA(s.poly), COORD1(CENTROID(s.poly)) FROM (SELECT POLYGON(ra, dec, ra + 1, dec, ra, dec + 1) AS poly FROM events WHERE nhit = 48) AS s", "0.500025384914|10.3333498812")]
    [InlineData("SELECT ivo_histogram(e.nhit, 30, 50, 4), ivo_string_agg(r.label, '+') FROM events e JOIN runs r ON e.nhit = r.nhit AND r.run < 3 AND e.ID = 'A1'", "0 0 0 0 1 0|first")]
    public void A_database_answers_joins_sets_and_subqueries(string text, string? rows)
    {
        if (rows is null)
        {
            Assert.Throws<AdqlException>(() => _store.Ask(text));
            return;
        }

        Assert.Equal(rows, _store.Ask(text).Text);
    }

    [Theory]
    [InlineData("SELECT * FROM events WHERE 1 = CONTAINS(POINT(ra, dec), CIRCLE(0, 0, 1))", "USING INTEGER PRIMARY KEY")]
    [InlineData("SELECT * FROM runs JOIN events ON DISTANCE(ra, dec, runs.run, 0) < 1", "USING INTEGER PRIMARY KEY")]
    [InlineData("SELECT * FROM runs FULL JOIN events ON 1 = CONTAINS(POINT(ra, dec), CIRCLE(runs.run, 0, 1))", "USING INDEX store 0 dec")]
    public void A_cone_finds_its_rows_by_their_order_on_the_sky_or_by_the_index_of_the_declination(string text, string plan)
    {
        PreparedQuery query = new AdqlEngine().Prepare(text, _store.Catalog);
        SqlStatement statement = SqlWriter.Write(query.Query, SqliteDialect.Instance, 10);
        using var connection = new SqliteConnection($"Data Source={_store.File};Mode=ReadOnly;Pooling=false");
        connection.Open();
        SqliteFunctions.Register(connection);
        connection.CreateFunction("rows_of_Events", (double? _, double? _, double? _) => "[]");
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement.Text;
        foreach ((string name, object value) in statement.Parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        using SqliteDataReader reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        Assert.Contains(steps, step => step.Contains(plan, StringComparison.Ordinal));
    }

    [Fact]
    public void Thousands_of_terms_and_values_are_no_trouble()
    {
        string terms = string.Join(" OR ", Enumerable.Range(0, 3000).Select(i => $"nhit = {i}"));
        string values = string.Join(", ", Enumerable.Range(0, 50_000));
        Assert.Equal("6", _store.Ask($"SELECT COUNT(*) FROM events WHERE {terms}").Text);
        Assert.Equal("6", _store.Ask($"SELECT COUNT(*) FROM events WHERE nhit IN ({values})").Text);
        Assert.Equal("1", _store.Ask($"SELECT COUNT(*) FROM events WHERE ID IN ({string.Join(", ", Enumerable.Range(0, 100).Select(i => $"'A{i}'"))}) AND good = 1").Text);
    }

    [Fact]
    public void More_rows_than_the_service_gives_make_the_answer_a_truncated_one()
    {
        Assert.Equal((3, true), (_store.Ask("SELECT * FROM events", 3).Rows.Count, _store.Ask("SELECT * FROM events", 3).IsTruncated));
        Assert.Equal((7, false), (_store.Ask("SELECT * FROM events", 7).Rows.Count, _store.Ask("SELECT * FROM events", 7).IsTruncated));
        Assert.False(_store.Ask("SELECT TOP 3 * FROM events", 3).IsTruncated);
    }

    [Fact]
    public async Task A_query_that_is_stopped_in_the_moment_before_its_first_step_does_not_begin()
    {
        using var stop = new CancellationTokenSource();
        PreparedQuery query = new AdqlEngine().Prepare(Product, _store.Catalog);
        SqlStatement statement = query.ForSqlite(10);
        await using var rows = new SqliteRows(_store.Connection, statement with { Parameters = new StopsWhenRead(stop, statement.Parameters) }, query.Columns, 10);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.NextAsync(stop.Token));
    }

    [Fact]
    public async Task A_query_that_runs_away_can_be_stopped()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await using QueryRows rows = new AdqlEngine().Prepare(Product, _store.Catalog).Execute(_store.Connection, 10);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await rows.NextAsync(stop.Token));
    }

    [Fact]
    public void A_query_that_would_fill_the_disk_is_stopped()
    {
        using var connection = SqliteQueryConnection.Open(_store.File, isDiskShort: () => true);
        PreparedQuery query = new AdqlEngine().Prepare("SELECT COUNT(*) FROM events a, events b, events c, events d, events e, events f, events g, events h, events i", _store.Catalog);
        Assert.Contains("room for", Assert.Throws<AdqlException>(() => Answer.Of(query.Execute(connection, 10))).Message, StringComparison.Ordinal);
    }

    private sealed class StopsWhenRead(CancellationTokenSource stop, IReadOnlyList<(string Name, object Value)> list) : IReadOnlyList<(string Name, object Value)>
    {
        public int Count => list.Count;

        public (string Name, object Value) this[int index] => list[index];

        public IEnumerator<(string Name, object Value)> GetEnumerator()
        {
            stop.Cancel();
            return list.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
