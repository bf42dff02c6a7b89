using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Tests.Queries;

public sealed class ColumnarTests
{
    [Theory]
    [InlineData("SELECT ID, nhit FROM nu.events", "A1|48\nA2|35\nB3|33\nB4|64\n-|-\nC_6|35\n%7|35")]
    [InlineData("SELECT TOP 2 ID FROM nu.events OFFSET 1", "A2\nB3")]
    [InlineData("SELECT ID FROM nu.events WHERE nhit > 34 AND nhit < 60", "A1\nA2\nC_6\n%7")]
    [InlineData("SELECT ID FROM nu.events WHERE NOT nhit > 34", "B3")]
    [InlineData("SELECT ID FROM nu.events WHERE nhit IS NULL OR beta IS NULL", "-\nC_6")]
    [InlineData("SELECT ID FROM nu.events WHERE nhit IN (33, 64, NULL)", "B3\nB4")]
    [InlineData("SELECT ID FROM nu.events WHERE nhit NOT IN (33, NULL)", "")]
    [InlineData("SELECT ID FROM nu.events WHERE nhit NOT BETWEEN 34 AND 50", "B3\nB4")]
    [InlineData("SELECT ID FROM nu.events WHERE ID LIKE 'A_' OR ID ILIKE 'c%'", "A1\nA2\nC_6")]
    [InlineData("SELECT ID FROM nu.events WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', 0, 0, 0.2))", "B3\nB4")]
    [InlineData("SELECT ID FROM nu.events WHERE DISTANCE(ra, dec, 10, 0) < 1 AND good = 1", "A1")]
    [InlineData("SELECT ID FROM nu.events WHERE DISTANCE(POINT(ra, dec), POINT(190, 90)) < 0.2", "-")]
    [InlineData("SELECT ID FROM nu.events WHERE 0 = CONTAINS(POINT(ra, dec), CIRCLE(0, 0, 92))", "C_6")]
    [InlineData("SELECT ID FROM nu.events WHERE 1 = CONTAINS(POINT(ra, dec), POLYGON(9, -1, 11, -1, 11, 1, 9, 1))", "A1\nA2")]
    [InlineData("SELECT ID FROM nu.events WHERE 1 = CONTAINS(POINT(ra, dec), MOC(3, CIRCLE(266, -29, 1)))", "C_6")]
    [InlineData("SELECT ID FROM nu.events WHERE seen < CAST('2009-06-18T00:00:00.001' AS TIMESTAMP)", "B4\n-\nC_6")]
    [InlineData("SELECT COUNT(*) FROM nu.events", "7")]
    [InlineData("SELECT COUNT(*), COUNT(nhit), COUNT(DISTINCT nhit), SUM(nhit), AVG(nhit), MIN(ID), MAX(beta) FROM nu.events", "7|6|4|250|41.6666666667|%7|2")]
    [InlineData("SELECT COUNT(*), SUM(nhit), MIN(beta) FROM nu.events WHERE nhit > 1000", "0|-|-")]
    [InlineData("SELECT nhit, COUNT(*) AS n FROM nu.events GROUP BY nhit ORDER BY n DESC, nhit", "35|3\n33|1\n48|1\n64|1\n-|1")]
    [InlineData("SELECT nhit, good, COUNT(*) FROM nu.events GROUP BY nhit, good HAVING COUNT(*) > 1", "35|0|2")]
    [InlineData("SELECT FLOOR(mjd/1000)*1000 AS bin, AVG(nhit) FROM nu.events GROUP BY FLOOR(mjd/1000) ORDER BY bin", "54000|64\n55000|38.6666666667\n57000|35\n58000|35")]
    [InlineData("SELECT bin, 1 AS one FROM nu.events GROUP BY bin", null)]
    [InlineData("SELECT DISTINCT good FROM nu.events ORDER BY good DESC", "1\n0")]
    [InlineData("SELECT nhit FROM nu.events ORDER BY nhit", "33\n35\n35\n35\n48\n64\n-")]
    [InlineData("SELECT TOP 3 nhit FROM nu.events ORDER BY nhit DESC", "-\n64\n48")]
    [InlineData("SELECT ID FROM nu.events ORDER BY nhit * 2, mjd DESC OFFSET 5", "B4\n-")]
    [InlineData("SELECT 7/2, 7./2, -7/2, 1/0, MOD(-7, 3), ROUND(2.5), TRUNCATE(-2.57, 1), POWER(2, 10), SQRT(-1) FROM nu.events WHERE ID = 'A1'", "3|3.5|-3|-|-1|3|-2.5|1024|-")]
    [InlineData("SELECT size/0, size/2, size/2. FROM nu.events WHERE ID = 'A1'", null)]
    [InlineData("SELECT \"size\"/0, \"size\"/2, \"size\"/2. FROM nu.events WHERE ID = 'B3'", "-|1|1.5")]
    [InlineData("SELECT UPPER('x') || LOWER(ID) || nhit, COALESCE(beta, -1), CASE WHEN nhit > 40 THEN 'many' WHEN nhit > 34 THEN 'some' END FROM nu.events WHERE mjd < 55000.5", "Xb464|0.5|many\n-|1.5|-\nXc_635|-1|some")]
    [InlineData("SELECT CAST('12' AS INTEGER), CAST(2.5 AS SMALLINT), CAST(nhit AS VARCHAR), CAST(ID AS CHAR(1)), CAST(mjd AS BIGINT) FROM nu.events WHERE ID = 'A2'", "12|3|35|A|57259")]
    [InlineData("SELECT IN_UNIT(beta, 'arcmin'), IN_UNIT(\"size\", 'km') FROM nu.events WHERE ID = 'B3'", "30|0.003")]
    [InlineData("SELECT ivo_healpix_index(0, 1, 1), ivo_healpix_index(17, POINT('ICRS', 1, 1)), ivo_healpix_center(0, 6) FROM nu.events WHERE ID = 'A1'", "4|81609757711|180 0")]
    [InlineData("SELECT ivo_histogram(nhit, 30, 50, 4) FROM nu.events", "1 1 3 0 1 1")]
    [InlineData("SELECT nhit, ivo_string_agg(ID, '+') FROM nu.events WHERE nhit = 35 GROUP BY nhit", "35|A2+C_6+%7")]
    [InlineData("SELECT ivo_to_mjd(seen), ivo_to_jd('2000-01-02T12:00:00') FROM nu.events WHERE ID = 'A2'", "57258|2451546")]
    [InlineData("SELECT ivo_hasword('Miller and Urey have', 'miller'), ivo_hasword('shown that', 'shown soup'), ivo_nocasematch('ABcabc', 'ab__bc') FROM nu.events WHERE ID = 'A1'", "1|0|1")]
    [InlineData("SELECT ROUND(COORD1(ivo_geom_transform('ICRS', 'GALACTIC', POINT(120, -23))), 4), ROUND(COORD2(ivo_geom_transform('ICRS', 'GALACTIC', POINT(120, -23))), 4) FROM nu.events WHERE ID = 'A1'", "241.1218|3.6279")]
    [InlineData("SELECT POINT(ra, dec), CIRCLE(ra, dec, 1), AREA(CIRCLE(ra, dec, 1)) FROM nu.events WHERE ID = 'A2'", "10.5 0.5|10.5 0.5 1|3.14151290575")]
    public void Columns_answer_what_adql_says(string text, string? rows)
    {
        if (rows is null)
        {
            Assert.Throws<AdqlException>(() => new AdqlEngine().Prepare(text, Sample.Catalog));
            return;
        }

        PreparedQuery query = new AdqlEngine().Prepare(text, Sample.Catalog);
        Assert.True(query.IsColumnar);
        Assert.Equal(rows, Answer.Of(query.Execute(1000)).Text);
    }

    [Theory]
    [InlineData("SELECT counts, place FROM shapes", "1 2 3|10 20\n|-\n7|359.5 -1")]
    [InlineData("SELECT n, place FROM shapes ORDER BY n DESC", "3|359.5 -1\n2|-\n1|10 20")]
    [InlineData("SELECT n FROM shapes WHERE 1 = CONTAINS(place, CIRCLE(0, 0, 2))", "3")]
    [InlineData("SELECT n, COORD1(place), DISTANCE(place, POINT(10, 21)) FROM shapes WHERE place IS NOT NULL AND n < 3", "1|10|1")]
    [InlineData("SELECT n FROM shapes WHERE 1 = INTERSECTS(outline, CIRCLE(1, 0.5, 0.1))", "1")]
    [InlineData("SELECT COUNT(place), COUNT(*) FROM shapes", "2|3")]
    public void Columns_of_arrays_and_shapes_can_be_asked_too(string text, string rows)
    {
        var description = new TableDescription("s", "shapes",
        [
            new("n", VoType.Int), new("counts", VoType.Long) { ArraySize = "*" }, new("place", VoType.Double) { ArraySize = "2", Xtype = "point" },
            new("outline", VoType.Double) { ArraySize = "*", Xtype = "polygon" },
        ]);
        var table = new MemoryTable(
            description,
            [
                new int[] { 1, 2, 3 }, new long[][] { [1, 2, 3], [], [7] }, new double[]?[] { [10, 20], null, [359.5, -1] },
                new double[][] { [0, 0, 2, 0, 2, 2, 0, 2], [50, 0, 52, 0, 52, 2], [80, 0, 82, 0, 82, 2] },
            ],
            [null, null, [false, true, false], null]);
        PreparedQuery query = new AdqlEngine().Prepare(text, new TableCatalog([new QueryTable(description) { Columns = table }]));
        Assert.True(query.IsColumnar);
        Assert.Equal(rows, Answer.Of(query.Execute(10)).Text);
    }

    [Theory]
    [InlineData("SELECT ID FROM nu.events", 3, 3, true)]
    [InlineData("SELECT ID FROM nu.events", 7, 7, false)]
    [InlineData("SELECT TOP 3 ID FROM nu.events", 3, 3, false)]
    [InlineData("SELECT TOP 3 ID FROM nu.events", 2, 2, true)]
    [InlineData("SELECT ID FROM nu.events ORDER BY ra", 6, 6, true)]
    [InlineData("SELECT ID FROM nu.events ORDER BY ra OFFSET 1", 6, 6, false)]
    [InlineData("SELECT ID FROM nu.events", 0, 0, true)]
    [InlineData("SELECT DISTINCT good FROM nu.events", 1, 1, true)]
    public void More_rows_than_the_service_gives_make_the_answer_a_truncated_one(string text, long most, int rows, bool isTruncated)
    {
        Answer answer = Answer.Of(new AdqlEngine().Prepare(text, Sample.Catalog).Execute(most));
        Assert.Equal((rows, isTruncated), (answer.Rows.Count, answer.IsTruncated));
    }
}
