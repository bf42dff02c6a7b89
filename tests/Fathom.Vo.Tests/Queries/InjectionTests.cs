using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Queries.Sql;
using Fathom.Vo.Tables;
using Microsoft.Data.Sqlite;

namespace Fathom.Vo.Tests.Queries;

public sealed class InjectionTests : IDisposable
{
    private const string Attack = "x'; DROP TABLE secret; SELECT * FROM secret WHERE ''='\" OR 1=1 --";

    private readonly StoredSample _store = new(Sample.EventRows, Sample.RunRows);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("SELECT * FROM secret")]
    [InlineData("SELECT * FROM main.secret")]
    [InlineData("SELECT * FROM sqlite_master")]
    [InlineData("SELECT * FROM \"secret\"")]
    [InlineData("SELECT * FROM \"store 0\"")]
    [InlineData("SELECT * FROM pg_catalog.pg_tables")]
    [InlineData("SELECT password FROM events, runs")]
    [InlineData("SELECT \"k0 \"\"ID\" FROM events")]
    [InlineData("SELECT rowid FROM events")]
    [InlineData("SELECT load_extension('x') FROM events")]
    [InlineData("SELECT readfile('/etc/passwd') FROM events")]
    [InlineData("SELECT adql_like('a', 'b') FROM events")]
    [InlineData("SELECT in_circle(1, 2, 3, 4, 5) FROM events")]
    [InlineData("SELECT * FROM events; DELETE FROM secret")]
    [InlineData("SELECT * FROM events WHERE 1 = 1 UNION SELECT password FROM secret")]
    [InlineData("ATTACH DATABASE '/tmp/x' AS y")]
    [InlineData("PRAGMA table_info(secret)")]
    [InlineData("SELECT * FROM events /* comment */")]
    [InlineData("SELECT @p0 FROM events")]
    [InlineData("SELECT $1 FROM events")]
    [InlineData("SELECT ? FROM events")]
    public void What_is_not_published_cannot_be_named(string text) => Assert.Throws<AdqlException>(() => _store.Ask(text));

    [Theory]
    [InlineData("SELECT '{0}' AS a FROM runs WHERE run = 1")]
    [InlineData("SELECT label FROM runs WHERE label = '{0}'")]
    [InlineData("SELECT label FROM runs WHERE label LIKE '{0}' OR label ILIKE '{0}'")]
    [InlineData("SELECT label FROM runs WHERE label IN ('{0}', 'b')")]
    [InlineData("SELECT run AS \"{0}\" FROM runs AS \"t{0}\" WHERE \"t{0}\".run = 1 ORDER BY \"{0}\"")]
    [InlineData("WITH \"{0}\" AS (SELECT run FROM runs) SELECT * FROM \"{0}\" JOIN runs USING (run)")]
    [InlineData("SELECT q.\"{0}\" FROM (SELECT run AS \"{0}\" FROM runs) AS q GROUP BY q.\"{0}\"")]
    [InlineData("SELECT COALESCE(label, '{0}'), CASE label WHEN '{0}' THEN '{0}' ELSE UPPER('{0}') END FROM runs")]
    [InlineData("SELECT ivo_string_agg(label, '{0}') FROM runs")]
    [InlineData("SELECT ivo_hasword(label, '{0}'), CAST('{0}' || label AS VARCHAR(200)) FROM runs")]
    public void Text_that_would_break_out_of_sql_stays_text(string form)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, form.Contains("\"{0}", StringComparison.Ordinal)
            || form.Contains("t{0}", StringComparison.Ordinal) ? Attack.Replace("\"", "\"\"", StringComparison.Ordinal) : Attack.Replace("'", "''", StringComparison.Ordinal));
        PreparedQuery query = new AdqlEngine().Prepare(text, _store.Catalog);
        SqlStatement statement = SqlWriter.Write(query.Query, SqliteDialect.Instance, 100);
        Assert.DoesNotContain("DROP", statement.Text, StringComparison.OrdinalIgnoreCase);
        _store.Ask(text);
        using var check = new SqliteConnection($"Data Source={_store.File};Mode=ReadOnly;Pooling=false");
        check.Open();
        using SqliteCommand count = check.CreateCommand();
        count.CommandText = "SELECT count(*) FROM secret";
        Assert.Equal(1L, count.ExecuteScalar());
    }

    [Fact]
    public void Every_literal_becomes_a_parameter()
    {
        const string Text = "SELECT 4711, 'unlikely', 47.11 FROM runs WHERE run < 4711 AND label <> 'unlikely' AND nhit IN (4711, 4712) ORDER BY 1 OFFSET 0";
        SqlStatement statement = SqlWriter.Write(new AdqlEngine().Prepare(Text, _store.Catalog).Query, SqliteDialect.Instance, 4711);
        Assert.DoesNotContain("4711", statement.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("47.11", statement.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("unlikely", statement.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * FROM secret")]
    [InlineData("SELECT * FROM sqlite_master")]
    [InlineData("SELECT count(*) FROM secret")]
    [InlineData("INSERT INTO secret VALUES ('x')")]
    [InlineData("CREATE TEMP TABLE x (y)")]
    [InlineData("PRAGMA user_version")]
    [InlineData("ATTACH DATABASE ':memory:' AS z")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("SELECT rows_of_others(1, 2, 3)")]
    [InlineData("SELECT sqlite_version()")]
    [InlineData("SELECT hex(zeroblob(1000000000))")]
    [InlineData("SELECT randomblob(8)")]
    [InlineData("SELECT value FROM json_each(readfile('/etc/passwd'))")]
    [InlineData("SELECT name FROM pragma_table_info('secret')")]
    [InlineData("SELECT * FROM sqlite_stat1")]
    [InlineData("SELECT * FROM \"store 0\" WHERE 1 IN (SELECT password FROM secret)")]
    [InlineData("DELETE FROM \"store 0\"")]
    [InlineData("UPDATE \"store 0\" SET rowid = 1")]
    [InlineData("DROP TABLE \"store 0\"")]
    [InlineData("VACUUM INTO '/tmp/stolen.db'")]
    [InlineData("DETACH DATABASE main")]
    [InlineData("SELECT * FROM \"store 1\"")]
    [InlineData("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n LIMIT 1")]
    public void The_second_wall_stops_a_statement_that_should_never_have_been_written(string sql)
    {
        var statement = new SqlStatement(sql, [], [new StoredTable(null, "store 0", [])]);
        using SqliteCommand command = _store.Connection.Command(statement);
        Assert.Throws<SqliteException>(() => command.ExecuteReader().Read());
    }

    [Fact]
    public void The_second_wall_lets_the_tables_of_the_query_through()
    {
        using SqliteCommand command = _store.Connection.Command(new SqlStatement("SELECT count(*) FROM \"store 1\"", [], [new StoredTable(null, "store 1", [])]));
        Assert.Equal(4L, command.ExecuteScalar());
    }

    [Fact]
    public void Names_of_columns_with_quotes_in_the_catalogue_are_harmless()
    {
        var description = new TableDescription("s\"s", "t'; DROP", [new ColumnDescription("a\"; DROP TABLE secret; --", VoType.Long)]);
        using var store = new StoredSample(new MemoryTable(description, [new long[] { 5 }]));
        Assert.Equal("5", store.Ask("SELECT \"a\"\"; DROP TABLE secret; --\" FROM \"t'; DROP\"").Text);
        Assert.Equal("5|5", store.Ask("SELECT * FROM \"t'; DROP\" AS x, \"s\"\"s\".\"t'; DROP\" AS y").Text);
    }
}
