using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Tests.Adql;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("SELECT * FROM a.b")]
    [InlineData("select distinct top 4* from (select x from a)b")]
    [InlineData("SELECT ra, e.*, * FROM t AS e")]
    [InlineData("SELECT x FROM a NATURAL LEFT OUTER JOIN b, (c JOIN d USING(x, y))")]
    [InlineData("SELECT x FROM ((SELECT x FROM a) AS p JOIN b ON p.x = b.x)")]
    [InlineData("SELECT x FROM ((SELECT x FROM a) UNION SELECT x FROM b) AS u")]
    [InlineData("SELECT COUNT(*), COUNT(DISTINCT a), count(distinct(a)), SUM(ALL a) FROM t GROUP BY b, FLOOR(c/30) HAVING AVG(d) > 1 ORDER BY 1 DESC, b OFFSET 3")]
    [InlineData("SELECT 1., .5, 1.5E-3, -2e4, +7, 1./60, ROUND(x,-2)AS y FROM t")]
    [InlineData("SELECT 'it''s' || \"odd \"\"name\"\"\" FROM t -- remark 'with quote")]
    [InlineData("SELECT x FROM t WHERE NOT (a = 1 OR b IS NOT NULL AND c NOT BETWEEN 1 AND 2) AND d NOT IN (1, 2) AND e LIKE 'x%' AND f NOT ILIKE 'Y_'")]
    [InlineData("SELECT x FROM t WHERE EXISTS (SELECT * FROM u WHERE u.a = t.a) AND x IN (SELECT b FROM v) AND y IN ((SELECT b FROM v))")]
    [InlineData("WITH p AS (SELECT x FROM a ORDER BY x), q AS (SELECT x FROM p) SELECT x FROM p UNION ALL (SELECT TOP 3 x FROM q ORDER BY x DESC) EXCEPT SELECT 1 FROM c INTERSECT SELECT 2 FROM d ORDER BY 1")]
    [InlineData("SELECT CASE WHEN a > 1 THEN 'x' ELSE NULL END, CASE b WHEN 1 THEN 2 END, COALESCE(a, 1), CAST(a AS DOUBLE PRECISION), CAST(b AS varchar(3)) FROM t")]
    [InlineData("SELECT CIRCLE('ICRS', 1, 2, 3), CIRCLE(POINT(1, 2), 3), CIRCLE(p, 3), POLYGON(1,2,3,4,5,6), POLYGON(p, q, r), BOX('', 1, 2, 3, 4), BOX(p, 1, 2), POINT(NULL, a, b) FROM t;")]
    [InlineData("SELECT DISTANCE(p, q), DISTANCE(1, 2, 3, 4), IN_UNIT(ra, 'rad'), ivo_healpix_index(6, ra, dec), COORDSYS(p) FROM t")]
    public void What_the_grammar_allows_is_read(string text) => Parsed.Query(text);

    [Theory]
    [InlineData("", 1, 1, "expected SELECT, found the end of the query")]
    [InlineData("SELECT FROM t", 1, 8, "expected a value, found the reserved word FROM")]
    [InlineData("SELECT x\nFORM t", 2, 6, "expected FROM, found 't'")]
    [InlineData("SELECT size FROM t", 1, 8, "\"size\"")]
    [InlineData("SELECT x FROM t WHERE y", 1, 23, "expected a condition")]
    [InlineData("SELECT a = 1 FROM t", 1, 8, "expected a value, found a condition")]
    [InlineData("SELECT x FROM t WHERE a = ‘b’", 1, 27, "typographic quote ‘ (U+2018)")]
    [InlineData("SELECT x FROM t WHERE a = “b”", 1, 27, "typographic quote “ (U+201C)")]
    [InlineData("SELECT x FROM t WHERE a = 'b", 1, 27, "no closing '")]
    [InlineData("SELECT x\u00A0FROM t", 1, 9, "U+00A0")]
    [InlineData("SELECT a % 2 FROM t", 1, 10, "MOD(a, b)")]
    [InlineData("SELECT 0x1F FROM t", 1, 8, "hexadecimal")]
    [InlineData("SELECT TOP -1 x FROM t", 1, 12, "expected a whole number")]
    [InlineData("SELECT x FROM t OFFSET 1.5", 1, 24, "expected a whole number")]
    [InlineData("SELECT x FROM a JOIN b", 1, 23, "expected ON or USING")]
    [InlineData("SELECT x FROM a CROSS JOIN b", 1, 17, "comma")]
    [InlineData("SELECT x FROM a NATURAL JOIN b ON a.x = b.x", 1, 32, "NATURAL")]
    [InlineData("SELECT x FROM (SELECT x FROM t)", 1, 32, "expected a name for the subquery")]
    [InlineData("SELECT x FROM (WITH a AS (SELECT 1 FROM t) SELECT x FROM a) AS b", 1, 16, "WITH can stand only")]
    [InlineData("SELECT no_such(1) FROM t", 1, 8, "there is no function 'no_such'")]
    [InlineData("SELECT ivo_healpix_indx(1) FROM t", 1, 8, "Did you mean ivo_healpix_index?")]
    [InlineData("SELECT CAST(1 AS FLOAT) FROM t", 1, 18, "expected a type")]
    [InlineData("SELECT CIRCLE('ICRS', 1, 2) FROM t", 1, 8, "centre")]
    [InlineData("SELECT POLYGON(1, 2, 3, 4, 5, 6, 7) FROM t", 1, 8, "pairs of coordinates")]
    [InlineData("SELECT SQRT(1, 2) FROM t", 1, 8, "SQRT takes one argument, found 2")]
    [InlineData("SELECT COALESCE() FROM t", 1, 8, "COALESCE takes at least 1 argument, found 0")]
    [InlineData("SELECT x FROM t; DROP TABLE t", 1, 18, "expected the end of the query")]
    [InlineData("DELETE FROM t", 1, 1, "expected SELECT, found the reserved word DELETE")]
    [InlineData("SELECT (SELECT 1 FROM t) FROM t", 1, 9, "a subquery stands only in")]
    [InlineData("SELECT 1e999 FROM t", 1, 8, "too large")]
    public void An_error_names_its_place_and_what_was_expected(string text, int line, int column, string part)
    {
        Fathom.Vo.Adql.AdqlException problem = Parsed.Problem(text);
        Assert.Equal((line, column), (problem.Position.Line, problem.Position.Column));
        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Line {line}, column {column}: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reserved_word_is_refused_as_a_name_and_allowed_in_double_quotes()
    {
        foreach (string word in Vo.Adql.Lexing.ReservedWords.All)
        {
            Parsed.Query($"SELECT \"{word}\" FROM t");
            Parsed.Problem($"SELECT x AS {word} FROM t");
        }
    }

    [Fact]
    public void Times_binds_closer_than_plus_and_and_closer_than_or()
    {
        var sum = Assert.IsType<Arithmetic>(Parsed.Value("1 - 2 * 3 + 4"));
        Assert.Equal(ArithmeticOperator.Add, sum.Operator);
        Assert.Equal(ArithmeticOperator.Subtract, Assert.IsType<Arithmetic>(sum.Left).Operator);
        var any = Assert.IsType<Disjunction>(Parsed.Where("a = 1 AND b = 2 OR NOT c = 3 AND d = 4"));
        Assert.All(any.Terms, term => Assert.IsType<Conjunction>(term));
    }

    [Fact]
    public void Intersect_binds_closer_than_union()
    {
        var union = Assert.IsType<SetOperation>(Parsed.Query("SELECT 1 FROM a UNION SELECT 2 FROM b INTERSECT SELECT 3 FROM c").Body);
        Assert.Equal(SetOperator.Union, union.Operator);
        Assert.Equal(SetOperator.Intersect, Assert.IsType<SetOperation>(union.Right).Operator);
    }

    [Fact]
    public void A_node_knows_where_it_stands() =>
        Assert.Equal(new Fathom.Vo.Adql.SourcePosition(17, 3, 3), Parsed.Value("1 +\n  2\n  * 3 ") is Arithmetic { Right: Arithmetic product } ? product.At : default);
}
