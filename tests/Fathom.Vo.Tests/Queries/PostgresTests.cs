using System.Globalization;
using Fathom.PostgresServers;
using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Npgsql;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Queries;

public sealed class PostgresTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(Questions))]
    public async Task PostgreSQL_answers_joins_sets_and_subqueries_as_SQLite_does(string[] questions)
    {
        if (!PostgresCluster.IsThere)
        {
            output.WriteLine(PostgresCluster.Absence);
            return;
        }

        using var server = new PostgresSample(Sample.EventRows, Sample.RunRows);
        using var file = new StoredSample(Sample.EventRows, Sample.RunRows);
        foreach (string text in questions)
        {
            Answer expected = file.Ask(text), found = await server.AskAsync(text);
            Assert.True(expected.Text == found.Text, $"{text}\n--- SQLite\n{expected.Text}\n--- PostgreSQL\n{found.Text}");
        }
    }

    public static TheoryData<string[]> Questions { get; } =
    [
        [
            "SELECT e.ID, r.run FROM events AS e JOIN runs AS r ON e.nhit = r.nhit ORDER BY r.run, e.ID",
            "SELECT nhit, COUNT(*) FROM events NATURAL JOIN runs GROUP BY nhit ORDER BY nhit",
            "SELECT nhit, ID, label FROM events FULL OUTER JOIN runs USING (nhit) WHERE ID IS NULL OR label IS NULL ORDER BY nhit",
            "SELECT run FROM events RIGHT JOIN runs USING (nhit) WHERE ID IS NULL",
            "SELECT a.ID, b.ID FROM events a, events b WHERE DISTANCE(a.ra, a.dec, b.ra, b.dec) < 1 AND a.ID < b.ID ORDER BY 1",
            "SELECT a.ID FROM events a JOIN events b ON 1 = CONTAINS(POINT(a.ra, a.dec), CIRCLE(b.ra, b.dec, 1)) WHERE a.ID <> b.ID ORDER BY 1",
            "SELECT run FROM runs WHERE nhit NOT IN (SELECT nhit FROM events) ORDER BY run",
            "SELECT r.run FROM runs AS r WHERE NOT EXISTS (SELECT * FROM events AS e WHERE e.nhit = r.nhit)",
            "SELECT nhit FROM events UNION SELECT nhit FROM runs ORDER BY nhit DESC",
            "SELECT nhit FROM events EXCEPT ALL SELECT nhit FROM runs ORDER BY 1",
            "SELECT nhit FROM events INTERSECT ALL SELECT nhit FROM runs ORDER BY 1",
            "(SELECT TOP 1 ID FROM events ORDER BY ra) UNION (SELECT TOP 1 ID FROM events ORDER BY mjd) ORDER BY 1",
            "SELECT run / 2 FROM runs UNION SELECT 2.5 FROM runs ORDER BY 1",
            "WITH hot AS (SELECT ID, nhit FROM events WHERE nhit > 40), joint AS (SELECT * FROM hot JOIN runs USING (nhit)) SELECT b.ID, b.run FROM joint AS b",
            "SELECT COALESCE(q.x, q.y) / 2 FROM (SELECT 1 AS x, 2.5 AS y FROM runs WHERE run = 1) AS q",
            "SELECT ivo_histogram(e.nhit, 30, 50, 4), ivo_string_agg(r.label, '+') FROM events e JOIN runs r ON e.nhit = r.nhit AND r.run < 3 AND e.ID = 'A1'",
            "SELECT FLOOR(e.mjd/30), COUNT(*), AVG(r.run) FROM events e JOIN runs r ON e.nhit = r.nhit GROUP BY FLOOR(e.mjd/30) ORDER BY 1",
            "SELECT ivo_to_mjd(e.seen) FROM events e JOIN runs r ON e.nhit = r.nhit WHERE e.seen < CAST('2012-01-01' AS TIMESTAMP) AND r.run < 3 ORDER BY 1",
            "SELECT DISTINCT UPPER(r.label) || '/' || r.run FROM events e JOIN runs r ON e.nhit = r.nhit WHERE r.label ILIKE 'S%' OR r.label LIKE 'th_rd' ORDER BY 1",
        ],
    ];

    [Fact]
    public Task Columns_and_PostgreSQL_answer_generated_queries_alike() => AlikeAsync(60, 5);

    [Theory]
    [Trait("Duration", "Long")]
    [InlineData(1)]
    [InlineData(2)]
    public Task Columns_and_PostgreSQL_answer_many_generated_queries_alike(int seed) => AlikeAsync(1_000, seed);

    private async Task AlikeAsync(int queries, int seed)
    {
        if (!PostgresCluster.IsThere)
        {
            output.WriteLine(PostgresCluster.Absence);
            return;
        }

        using var server = new PostgresSample(BothPathsTests.RandomRows(200, new Random(7)));
        var random = new Random(seed);
        int answered = 0, refused = 0;
        for (int i = 0; i < queries; i++)
        {
            string text = new RandomQuery(random).Text();
            Answer columns = Answer.Of(new AdqlEngine().Prepare(text, server.Catalog).Execute(10_000));
            try
            {
                Answer found = await server.AskAsync(text);
                Assert.True(Rounded(columns) == Rounded(found), $"{text}\n--- columns\n{Rounded(columns)}\n--- PostgreSQL\n{Rounded(found)}");
                answered++;
            }
            catch (AdqlException problem) when (problem.Message.Contains("not offered where tables are joined", StringComparison.Ordinal))
            {
                refused++;
            }
        }

        Assert.True(answered > 2 * refused, $"{answered} answered, {refused} refused");
    }

    [Theory]
    [InlineData("SELECT * FROM public.secret")]
    [InlineData("INSERT INTO published.\"store 0\" DEFAULT VALUES")]
    [InlineData("CREATE TABLE published.x (y int)")]
    public async Task The_second_wall_of_PostgreSQL_is_a_role_that_reads_what_is_published(string sql)
    {
        if (!PostgresCluster.IsThere)
        {
            output.WriteLine(PostgresCluster.Absence);
            return;
        }

        using var server = new PostgresSample(Sample.RunRows);
        await using PostgresQueryConnection connection = await PostgresQueryConnection.OpenAsync(
            server.Source, PostgresSample.Role, TimeSpan.FromSeconds(5), CancellationToken.None);
        await using NpgsqlCommand command = connection.Command(new SqlStatement(sql, [], []));
        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }

    [Theory]
    [InlineData("INSERT INTO published.\"store 0\" DEFAULT VALUES")]
    [InlineData("CREATE TABLE published.x (y int)")]
    [InlineData("DROP TABLE public.secret")]
    [InlineData("SELECT nextval('public.numbers')")]
    public async Task The_third_wall_of_PostgreSQL_is_a_transaction_that_cannot_write_whoever_it_is(string sql)
    {
        if (!PostgresCluster.IsThere)
        {
            output.WriteLine(PostgresCluster.Absence);
            return;
        }

        using var server = new PostgresSample(Sample.RunRows);
        await using (NpgsqlCommand make = server.Source.CreateCommand("CREATE SEQUENCE public.numbers"))
        {
            await make.ExecuteNonQueryAsync();
        }

        await using PostgresQueryConnection connection = await PostgresQueryConnection.OpenAsync(server.Source, null, TimeSpan.FromSeconds(5), CancellationToken.None);
        await using NpgsqlCommand command = connection.Command(new SqlStatement(sql, [], []));
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    private static string Rounded(Answer answer) => string.Join('\n', answer.Rows
        .Select(row => string.Join('|', row.Select(value => value switch
        {
            null => "-",
            double number => (Math.Abs(number) < 1e-7 ? 0 : number).ToString("G8", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        }))).Order(StringComparer.Ordinal));
}
