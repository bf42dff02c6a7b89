using System.Text;
using Fathom.Vo.Adql;
using Fathom.Vo.Queries;
using Fathom.Vo.Tests.Adql;

namespace Fathom.Vo.Tests.Queries;

public sealed class EngineFuzzTests : IDisposable
{
    private static readonly string[] Seeds =
    [
        "SELECT TOP 5 e.ID, COUNT(DISTINCT e.nhit) AS n FROM nu.events AS e JOIN runs AS r ON e.nhit = r.nhit WHERE e.ra BETWEEN 1 AND 2e3 GROUP BY e.ID ORDER BY n DESC",
        "SELECT ID, CASE nhit WHEN 35 THEN 'a' ELSE label END, COALESCE(beta, 1) / 2 FROM events LEFT JOIN runs USING (nhit) WHERE ID LIKE 'A%' OR seen > '2015-01-01'",
        "SELECT * FROM events WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('', 1, -2, .5)) AND NOT (nhit IN (1, 2, NULL) OR beta IS NOT NULL)",
        "SELECT nhit, MAX(mjd), AVG(ra) FROM events GROUP BY nhit HAVING COUNT(*) > 1 UNION ALL SELECT run, 1, 2.5 FROM runs ORDER BY 1 OFFSET 1",
        "SELECT AREA(POLYGON(1, 2, 3, 4, 5, 7)), ivo_healpix_index(6, ra, dec), MOC(3, CIRCLE(1, 2, 3)), CAST(mjd AS VARCHAR(4)), IN_UNIT(beta, 'arcsec') FROM events",
        "WITH q AS (SELECT DISTINCT good FROM events) SELECT ivo_histogram(good, 0, 2, 4), ivo_string_agg(CAST(good AS CHAR), ',') FROM q WHERE EXISTS (SELECT * FROM runs)",
    ];

    private readonly StoredSample _store = new(Sample.EventRows, Sample.RunRows);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_mutated_query_is_answered_or_refused_as_a_mistake_of_its_writer() => Fuzz(1_500, 3);

    [Fact]
    [Trait("Duration", "Long")]
    public void Many_mutated_queries_are_answered_or_refused_as_mistakes_of_their_writers() => Fuzz(60_000, 4);

    private void Fuzz(int queries, int seed)
    {
        var random = new Random(seed);
        int answered = 0;
        for (int i = 0; i < queries; i++)
        {
            var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
            for (int change = random.Next(3); change > 0; change--)
            {
                HostileQueryTests.Mutate(text, random);
            }

            answered += IsAnswered(text.ToString()) ? 1 : 0;
        }

        Assert.True(answered > queries / 4, $"only {answered} were answered");
    }

    private bool IsAnswered(string text)
    {
        try
        {
            PreparedQuery query = new AdqlEngine().Prepare(text, _store.Catalog);
            if (query.IsColumnar)
            {
                Answer.Of(query.Execute(100));
            }

            Answer.Of(query.Execute(_store.Connection, 100));
            return true;
        }
        catch (AdqlException)
        {
            return false;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(text, fault);
        }
    }
}
