using System.Diagnostics;
using System.Text;
using Fathom.Vo.Adql;

namespace Fathom.Vo.Tests.Adql;

public sealed class HostileQueryTests
{
    private static readonly string[] Seeds =
    [
        "SELECT TOP 5 a.x AS \"y z\", COUNT(DISTINCT b) FROM s.t AS a LEFT JOIN (SELECT * FROM u) AS v USING (k) WHERE a.x BETWEEN 1 AND 2e3",
        "WITH q AS (SELECT 1 FROM t) SELECT CASE x WHEN 1 THEN 'a''b' END FROM q UNION ALL SELECT CAST(z AS CHAR(3)) FROM w ORDER BY 1 DESC OFFSET 7",
        "SELECT x FROM t WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('', 1, -2, .5)) AND NOT (y IN (1, 2) OR z IS NOT NULL) GROUP BY x HAVING MAX(y) > 3",
        "SELECT POLYGON(1,2,3,4,5,6) || 'x' FROM t -- remark\nWHERE EXISTS (SELECT * FROM b NATURAL JOIN c) AND n NOT ILIKE 'q%'",
    ];

    private static readonly string[] Tokens =
    [
        "SELECT", "FROM", "WHERE", "(", ")", ",", ".", "*", "+", "-", "/", "||", "=", "<>", "'", "\"", "x", "t", "1", "2.5", "e", "1e5",
        "AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "JOIN", "ON", "USING", "UNION",
        "ALL", "EXCEPT", "INTERSECT", "WITH", "AS", "TOP", "OFFSET", "ORDER", "GROUP", "BY", "COUNT", "SUM", "POINT", "CIRCLE", "POLYGON",
        "CAST", "COALESCE", "--", "\n", ";", "\0", "’", "ivo_hasword", "NATURAL", "LEFT", "EXISTS", "\uD800", "DISTINCT", "BOX",
    ];

    [Theory]
    [InlineData("(")]
    [InlineData("-(")]
    [InlineData("NOT ")]
    [InlineData("ABS(")]
    [InlineData("- ")]
    [InlineData("CASE WHEN 1=1 THEN ")]
    [InlineData("x IN (")]
    [InlineData("EXISTS (SELECT x FROM t WHERE ")]
    [InlineData("x IN (SELECT x FROM (SELECT x FROM t WHERE ")]
    public void Nesting_without_end_is_refused_with_its_place(string opening)
    {
        AdqlException problem = Parsed.Problem("SELECT x FROM t WHERE " + string.Concat(Enumerable.Repeat(opening, 20_000)));
        Assert.True(problem.Position.Offset > 22);
    }

    [Theory]
    [InlineData("SELECT x FROM ", "(")]
    [InlineData("", "(")]
    [InlineData("SELECT x FROM ", "(SELECT x FROM ")]
    public void Tables_and_queries_nested_without_end_are_refused(string start, string opening) =>
        Assert.Contains("deeper than", Parsed.Problem(start + string.Concat(Enumerable.Repeat(opening, 20_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void Ten_megabytes_are_refused_before_they_are_read()
    {
        var text = "SELECT " + new string('x', 10_000_000) + " FROM t";
        var clock = Stopwatch.StartNew();
        Assert.Contains("10000014 characters", Parsed.Problem(text).Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Chains_of_operators_tables_and_queries_have_an_end()
    {
        Assert.Contains("2000 operators", Parsed.Problem("SELECT 1" + string.Concat(Enumerable.Repeat("+1", 5000)) + " FROM t").Message, StringComparison.Ordinal);
        Assert.Contains("60 tables", Parsed.Problem("SELECT 1 FROM t" + string.Concat(Enumerable.Repeat(", t", 5000))).Message, StringComparison.Ordinal);
        Assert.Contains("60 tables", Parsed.Problem("SELECT 1 FROM t" + string.Concat(Enumerable.Repeat(" NATURAL JOIN t", 5000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_chain_that_is_allowed_is_bound_and_answered_within_a_second()
    {
        var clock = Stopwatch.StartNew();
        string chain = "nhit" + string.Concat(Enumerable.Repeat("+size2", 1999));
        Vo.Queries.PreparedQuery query = new Vo.Queries.AdqlEngine().Prepare(
            $"SELECT {chain.Replace("size2", "\"size\"", StringComparison.Ordinal)} AS s, COUNT(*) FROM events GROUP BY nhit, \"size\" ORDER BY 1", Queries.Sample.Catalog);
        Assert.Equal(7, Queries.Answer.Of(query.Execute(10)).Rows.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }

    [Fact]
    public void A_thousand_terms_of_or_are_no_nesting() =>
        Parsed.Query("SELECT x FROM t WHERE x = 0" + string.Concat(Enumerable.Range(1, 1000).Select(i => $" OR x = {i}")));

    [Fact]
    public void Mutated_queries_are_read_or_refused_with_a_place_within_them() => Mutated(3_000);

    [Fact]
    [Trait("Duration", "Long")]
    public void Many_mutated_queries_are_read_or_refused_with_a_place_within_them() => Mutated(300_000);

    private static void Mutated(int rounds)
    {
        var random = new Random(20250901);
        for (int i = 0; i < rounds; i++)
        {
            var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                Mutate(text, random);
            }

            ReadOrRefused(text.ToString());
        }
    }

    [Fact]
    public void Random_rows_of_tokens_are_read_or_refused_with_a_place_within_them()
    {
        var random = new Random(42);
        for (int i = 0; i < 5_000; i++)
        {
            ReadOrRefused("SELECT " + string.Join(' ', Enumerable.Range(0, random.Next(30)).Select(_ => Tokens[random.Next(Tokens.Length)])));
        }
    }

    internal static void Mutate(StringBuilder text, Random random)
    {
        int at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                text.Append(text.Length == 0 ? "S" : string.Empty);
                break;
            case 1:
                text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 2:
                text[at] = (char)random.Next(1, 0x250);
                break;
            default:
                text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 40), text.Length - at)));
                break;
        }
    }

    private static void ReadOrRefused(string text)
    {
        try
        {
            Parsed.Query(text);
        }
        catch (AdqlException problem)
        {
            Assert.InRange(problem.Position.Offset, 0, text.Length);
            Assert.Equal(text.AsSpan(0, problem.Position.Offset).Count('\n') + 1, problem.Position.Line);
        }
    }
}
