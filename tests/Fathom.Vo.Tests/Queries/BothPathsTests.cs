using System.Globalization;
using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tests.Queries;

public sealed class BothPathsTests : IDisposable
{
    private readonly StoredSample _store = new(RandomRows(300, new Random(7)));

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Columns_and_a_database_answer_generated_queries_alike() => Alike(300, 20251122);

    [Theory]
    [Trait("Duration", "Long")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Columns_and_a_database_answer_many_generated_queries_alike(int seed) => Alike(5_000, seed);

    [Theory]
    [InlineData("CASE WHEN nhit > 1000 THEN 9223372036854775807 + nhit ELSE nhit END")]
    [InlineData("CASE WHEN nhit IS NULL THEN 0 WHEN nhit < 1000 THEN nhit WHEN 9223372036854775807 + ABS(nhit) > 0 THEN 2 ELSE 3 END")]
    [InlineData("COALESCE(nhit, CASE WHEN nhit IS NULL THEN size2 ELSE 9223372036854775807 + ABS(nhit) + 1 END)")]
    [InlineData("CASE WHEN nhit > 1000 THEN 9223372036854775807 + 1 ELSE 4 END")]
    public void What_cannot_be_computed_in_a_branch_that_no_row_takes_is_no_error(string value)
    {
        PreparedQuery query = new AdqlEngine().Prepare($"SELECT id, {value} AS a FROM e", _store.Catalog);
        Answer columns = Answer.Of(query.Execute(1_000));
        Assert.Equal(Sorted(Answer.Of(query.Execute(_store.Connection, 1_000))), Sorted(columns));
        Assert.Equal(300, columns.Rows.Count);
    }

    [Theory]
    [InlineData("CASE WHEN nhit > 50 THEN 9223372036854775807 + nhit ELSE nhit END")]
    [InlineData("COALESCE(nhit, 9223372036854775807 + 1)")]
    [InlineData("9223372036854775807 + 1")]
    public void What_cannot_be_computed_for_a_row_that_comes_to_it_is_an_error_at_its_place(string value)
    {
        PreparedQuery query = new AdqlEngine().Prepare($"SELECT {value} AS a FROM e", _store.Catalog);
        AdqlException problem = Assert.Throws<AdqlException>(() => Answer.Of(query.Execute(1_000)));
        Assert.Contains("does not fit into a whole number", problem.Message, StringComparison.Ordinal);
        Assert.Equal("SELECT ".Length + value.IndexOf('+', StringComparison.Ordinal) + 1, problem.Position.Column);
    }

    [Fact]
    public void Columns_and_a_database_answer_generated_queries_alike_where_parts_of_them_must_not_be_computed()
    {
        var random = new Random(20261123);
        int values = 0;
        for (int i = 0; i < 300; i++)
        {
            string text = new RandomQuery(random).Lazy(ordersTerms: true);
            PreparedQuery query = new AdqlEngine().Prepare(text, _store.Catalog);
            Answer columns = Answer.Of(query.Execute(1_000)), database = Answer.Of(query.Execute(_store.Connection, 1_000));
            Assert.True(Sorted(columns) == Sorted(database), $"{text}\n--- columns\n{Sorted(columns)}\n--- database\n{Sorted(database)}");
            values += columns.Rows.Count(row => row[^1] is not null);
        }

        Assert.True(values > 5_000, $"only {values} values in all");
    }

    private void Alike(int queries, int seed)
    {
        var random = new Random(seed);
        int rows = 0;
        for (int i = 0; i < queries; i++)
        {
            string text = new RandomQuery(random).Text();
            PreparedQuery query = new AdqlEngine().Prepare(text, _store.Catalog);
            Assert.True(query.IsColumnar, text);
            Answer columns = Answer.Of(query.Execute(1_000)), database = Answer.Of(query.Execute(_store.Connection, 1_000));
            Assert.True(Sorted(columns) == Sorted(database), $"{text}\n--- columns\n{Sorted(columns)}\n--- database\n{Sorted(database)}");
            Assert.Equal(columns.IsTruncated, database.IsTruncated);
            rows += columns.Rows.Count;
        }

        Assert.True(rows > queries * 10, $"only {rows} rows in all");
    }

    [Fact]
    public void Both_order_rows_alike()
    {
        foreach (string order in (string[])["nhit DESC, id", "beta, id DESC", "id", "flag, size2 DESC, id", "id || 'x' DESC"])
        {
            PreparedQuery query = new AdqlEngine().Prepare($"SELECT TOP 50 id, nhit, beta, flag FROM e ORDER BY {order} OFFSET 5", _store.Catalog);
            Assert.Equal(Answer.Of(query.Execute(1_000)).Text, Answer.Of(query.Execute(_store.Connection, 1_000)).Text);
        }
    }

    private static string Sorted(Answer answer) => string.Join('\n', answer.Rows
        .Select(row => string.Join('|', row.Select(Shown))).Order(StringComparer.Ordinal));

    private static string Shown(object? value) => value switch
    {
        null => "-",
        double number => (Math.Abs(number) < 1e-9 ? 0 : number).ToString("G9", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    internal static MemoryTable RandomRows(int rows, Random random)
    {
        T[] Make<T>(Func<int, T> value) => [.. Enumerable.Range(0, rows).Select(value)];
        bool[] Gaps() => Make(_ => random.Next(5) == 0);
        var description = new TableDescription("s", "e",
        [
            new("id", VoType.Char) { ArraySize = "*" }, new("ra", VoType.Double), new("dec", VoType.Double), new("nhit", VoType.Int),
            new("beta", VoType.Float), new("mjd", VoType.Double), new("flag", VoType.Boolean), new("size2", VoType.Short), new("big", VoType.Long),
            new("name", VoType.Char) { ArraySize = "*" },
        ]);
        return new MemoryTable(
            description,
            [
                Make(i => $"E{i:D4}"), Make(_ => random.NextDouble() * 360), Make(_ => (random.NextDouble() * 180) - 90), Make(_ => random.Next(-5, 60)),
                Make(_ => random.Next(4) == 0 ? float.NaN : (float)random.NextDouble()), Make(_ => 55000 + (random.Next(400) * 0.25)),
                Make(_ => random.Next(2) == 0), Make(_ => (short)random.Next(-3, 4)), Make(_ => random.NextInt64(-1_000_000_000, 1_000_000_000)),
                Make(_ => random.Next(6) == 0 ? null : new string((char)random.Next('A', 'e'), random.Next(3))),
            ],
            [null, null, null, Gaps(), null, Gaps(), Gaps(), null, null, null]);
    }
}
