using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;
using Fathom.Vo.Tests.Queries;

namespace Fathom.Vo.Tests.Adql;

public sealed class BinderTests
{
    [Theory]
    [InlineData("SELECT x FROM nu.events", 8, "there is no column x")]
    [InlineData("SELECT nhits FROM nu.events", 8, "Did you mean nhit?")]
    [InlineData("SELECT nhit FROM nu.event", 18, "Did you mean nu.Events?")]
    [InlineData("SELECT nhit FROM other.events", 18, "there is no table other.events")]
    [InlineData("SELECT nhit FROM \"EVENTS\"", 18, "there is no table \"EVENTS\"")]
    [InlineData("SELECT \"NHIT\" FROM nu.events", 8, "there is no column \"NHIT\"")]
    [InlineData("SELECT e.nhit, f.ra FROM nu.events AS e", 16, "no table of FROM is called f")]
    [InlineData("SELECT nhit FROM events, runs", 8, "in more than one table")]
    [InlineData("SELECT ra FROM events, nu.events", 24, "two tables of FROM are called Events")]
    [InlineData("SELECT ra, COUNT(*) FROM events", 8, "must stand in GROUP BY")]
    [InlineData("SELECT FLOOR(mjd/30) FROM events GROUP BY FLOOR(mjd/31)", 14, "must stand in GROUP BY")]
    [InlineData("SELECT ra FROM events WHERE COUNT(*) > 1", 29, "an aggregate cannot stand in WHERE")]
    [InlineData("SELECT SUM(MAX(ra)) FROM events", 12, "within an aggregate")]
    [InlineData("SELECT SUM(ID) FROM events", 8, "SUM cannot be taken of a text")]
    [InlineData("SELECT ra FROM events WHERE ra = 'x'", 32, "a number cannot be compared with a text")]
    [InlineData("SELECT ra FROM events WHERE POINT(ra, dec) = 1", 44, "a point cannot be compared with a whole number")]
    [InlineData("SELECT ra + ID FROM events", 11, "a number is needed here, found a text")]
    [InlineData("SELECT SQRT(ID) FROM events", 8, "SQRT takes (a number), found (a text)")]
    [InlineData("SELECT ra FROM events ORDER BY 2", 32, "the result has 1 column")]
    [InlineData("SELECT DISTINCT ra FROM events ORDER BY dec", 41, "is ordered by what it selects")]
    [InlineData("SELECT ra FROM events UNION SELECT ra, dec FROM events", 23, "same number of columns, found 1 and 2")]
    [InlineData("SELECT ra FROM events UNION SELECT ID FROM events", 23, "one is a number, the other a text")]
    [InlineData("SELECT ra FROM events WHERE ra IN (SELECT ra, dec FROM events)", 36, "one column, found 2")]
    [InlineData("SELECT CIRCLE(0, 91, 1) FROM events", 8, "no such circle")]
    [InlineData("SELECT POINT('GALACTIC', 0, 1) FROM events", 8, "IVO_GEOM_TRANSFORM")]
    [InlineData("SELECT REGION('circle 1 2 3') FROM events", 8, "REGION is not offered")]
    [InlineData("SELECT IN_UNIT(nhit, 'kg') FROM events", 16, "whose unit is known")]
    [InlineData("SELECT IN_UNIT(ra, 'kg') FROM events", 20, "'deg' cannot be converted to 'kg'")]
    [InlineData("SELECT IN_UNIT(ra, 'foo') FROM events", 20, "there is no unit 'foo'")]
    [InlineData("SELECT IN_UNIT(ra, '') FROM events", 20, "a unit is needed")]
    [InlineData("SELECT CAST('x' AS INTEGER) FROM events", 13, "'x' cannot be cast to INTEGER")]
    [InlineData("SELECT ra FROM events WHERE seen > 'yesterday'", 36, "'yesterday' is no time")]
    [InlineData("SELECT events.* FROM runs", 8, "no table of FROM is called events")]
    [InlineData("SELECT ra FROM events JOIN runs USING (ra)", 40, "both tables of the join need a column ra")]
    public void A_name_or_type_that_is_wrong_is_named_with_its_place(string text, int column, string part)
    {
        AdqlException problem = Assert.Throws<AdqlException>(() => new AdqlEngine().Prepare(text, Sample.Catalog));
        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
        Assert.Equal(column, problem.Position.Column);
    }

    [Theory]
    [InlineData("SELECT * FROM events", "ID ra dec nhit beta mjd good seen size")]
    [InlineData("SELECT id, RA AS X, e.Nhit FROM events AS e", "ID X nhit")]
    [InlineData("SELECT COUNT(*), AVG(ra), MIN(ra), ra+1, ABS(dec), ABS(dec), 1 FROM events GROUP BY ra, dec", "count_all avg min expression abs abs_2 constant")]
    [InlineData("SELECT * FROM events JOIN runs USING (nhit)", "nhit ID ra dec beta mjd good seen size run label")]
    [InlineData("SELECT * FROM events NATURAL FULL JOIN runs", "nhit ID ra dec beta mjd good seen size run label")]
    [InlineData("SELECT e.ra, r.* FROM events e, runs r", "ra run nhit label")]
    [InlineData("WITH a AS (SELECT ra AS x FROM events) SELECT * FROM a JOIN a AS b ON a.x = b.x", "x x_2")]
    [InlineData("SELECT q.n FROM (SELECT COUNT(*) AS n FROM events) AS q", "n")]
    [InlineData("SELECT ra FROM events UNION SELECT mjd FROM events ORDER BY ra", "ra")]
    [InlineData("SELECT e.ra FROM events e WHERE EXISTS (SELECT * FROM runs r WHERE r.nhit = e.nhit) AND e.nhit IN (SELECT nhit FROM runs)", "ra")]
    public void Columns_of_a_result_have_names_in_the_case_of_their_tables(string text, string names) =>
        Assert.Equal(names, string.Join(' ', new AdqlEngine().Prepare(text, Sample.Catalog).Columns.Select(column => column.Name)));

    [Theory]
    [InlineData("ra", VoType.Double, "deg", "pos.eq.ra;meta.main")]
    [InlineData("beta", VoType.Float, "deg", null)]
    [InlineData("MAX(beta)", VoType.Float, "deg", null)]
    [InlineData("AVG(mjd)", VoType.Double, "d", null)]
    [InlineData("COUNT(*)", VoType.Long, null, "meta.number")]
    [InlineData("SUM(nhit)", VoType.Long, null, null)]
    [InlineData("DISTANCE(1, 2, 3, 4)", VoType.Double, null, null)]
    [InlineData("CAST(MAX(mjd) AS REAL)", VoType.Float, "d", null)]
    [InlineData("IN_UNIT(MAX(ra), 'rad')", VoType.Double, "rad", null)]
    [InlineData("MAX(good)", VoType.Boolean, null, null)]
    public void A_column_of_the_result_knows_type_unit_and_ucd(string value, VoType type, string? unit, string? ucd)
    {
        string group = value is "ra" or "beta" ? " GROUP BY ra, beta" : string.Empty;
        ColumnDescription column = new AdqlEngine().Prepare($"SELECT {value} FROM events{group}", Sample.Catalog).Columns[0];
        Assert.Equal((type, unit, ucd), (column.Type, column.Unit, column.Ucd));
    }
}
