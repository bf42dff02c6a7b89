using System.Globalization;

namespace Fathom.Benchmarks.Observatory;

/// <summary>Requests that all differ: centres uniform on the sphere.</summary>
internal sealed class VoQuestions(int seed)
{
    private const string Table = "made.main";
    private readonly Random _random = new(seed);
    private int _asked;

    public string Cone(double radius)
    {
        (string ra, string dec) = Centre();
        return $"/releases/made/cone?RA={ra}&DEC={dec}&SR={radius.ToString(CultureInfo.InvariantCulture)}";
    }

    public string Contains(double radius)
    {
        (string ra, string dec) = Centre();
        return Adql($"SELECT * FROM {Table} WHERE 1 = CONTAINS(POINT(ra, dec), CIRCLE({ra}, {dec}, {radius.ToString(CultureInfo.InvariantCulture)}))");
    }

    public string Count() => Adql($"SELECT COUNT(*) AS n{++_asked} FROM {Table}");

    public string CountByHits() => Adql($"SELECT nhit, COUNT(*) AS n{++_asked} FROM {Table} GROUP BY nhit");

    public string Months() => Adql($"SELECT FLOOR(mjd / 30) AS m, AVG(beta) AS b{++_asked} FROM {Table} GROUP BY FLOOR(mjd / 30)");

    public string Whole() => Adql($"SELECT id AS id{++_asked}, ra, dec, nhit, beta, mjd FROM {Table}") + "&MAXREC=100000000";

    public static string Join() => Adql($"SELECT COUNT(*) AS n FROM {Table} AS a JOIN TAP_SCHEMA.schemas AS s ON a.id = -1 AND s.schema_name = 'made'");

    private static string Adql(string query) => $"/tap/sync?LANG=ADQL&QUERY={Uri.EscapeDataString(query)}";

    private (string RightAscension, string Declination) Centre() =>
        ((360 * _random.NextDouble()).ToString("F6", CultureInfo.InvariantCulture),
        (Math.Asin((2 * _random.NextDouble()) - 1) * 180 / Math.PI).ToString("F6", CultureInfo.InvariantCulture));
}
