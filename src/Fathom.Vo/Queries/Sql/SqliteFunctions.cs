using System.Globalization;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;
using Microsoft.Data.Sqlite;

namespace Fathom.Vo.Queries.Sql;

/// <summary>The functions of ADQL on a connection of SQLite: the same code that answers from columns.</summary>
internal static class SqliteFunctions
{
    /// <summary>LIKE.</summary>
    public const string Like = "adql_like";

    /// <summary>ILIKE.</summary>
    public const string ILike = "adql_ilike";

    /// <summary>IVO_HISTOGRAM.</summary>
    public const string Histogram = "adql_histogram";

    private const string PolygonOfNumbers = "adql_polygon_numbers";
    private const string PolygonOfPoints = "adql_polygon_points";

    private static readonly Dictionary<ScalarFunction, string> Names = FunctionTable.All.Concat(CastFunctions.All)
        .Select((function, i) => (function, name: FormattableString.Invariant($"adql_{function.Name}_{i}")))
        .ToDictionary(pair => pair.function, pair => pair.name, ReferenceEqualityComparer.Instance as IEqualityComparer<ScalarFunction>);

    /// <summary>The name of a function within SQL.</summary>
    public static string NameOf(ScalarFunction function) => Names.TryGetValue(function, out string? name) ? name
        : function.Parameters[0] == AdqlType.Point ? PolygonOfPoints : PolygonOfNumbers;

    /// <summary>All names.</summary>
    public static IEnumerable<string> All => Names.Values.Concat([Like, ILike, Histogram, PolygonOfNumbers, PolygonOfPoints]);

    /// <summary>Makes the functions known to a connection.</summary>
    public static void Register(SqliteConnection connection)
    {
        foreach ((ScalarFunction function, string name) in Names)
        {
            connection.CreateFunction(name, (object?[] arguments) => Call(function, arguments), function.IsDeterministic);
        }

        connection.CreateFunction(PolygonOfNumbers, (object?[] arguments) => Call(GeometryFunctions.Polygon(arguments.Length, false), arguments), true);
        connection.CreateFunction(PolygonOfPoints, (object?[] arguments) => Call(GeometryFunctions.Polygon(arguments.Length, true), arguments), true);
        connection.CreateFunction(Like, (object?[] arguments) => Matches(arguments, false), true);
        connection.CreateFunction(ILike, (object?[] arguments) => Matches(arguments, true), true);
        connection.CreateAggregate(Histogram, null as long[], Count, counts => counts is null ? null : string.Join(' ', counts), true);
    }

    private static long? Matches(object?[] arguments, bool ignoresCase) =>
        arguments[0] is string text && arguments[1] is string pattern ? TextPattern.Matches(text, pattern, ignoresCase) ? 1L : 0L : null;

    private static object? Call(ScalarFunction function, object?[] arguments)
    {
        var values = new object?[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Read(arguments[i], function.Parameters[i]);
        }

        return Scalars.Call(function, values) switch
        {
            SkyShape shape => ShapeText.Write(shape),
            MocCoverage coverage => coverage.Text,
            var value => value,
        };
    }

    private static object? Read(object? value, AdqlType type) => (type, value) switch
    {
        (_, null or DBNull) => null,
        (AdqlType.Integer, double real) => (long)real,
        (AdqlType.Text or AdqlType.Timestamp, not string) => Convert.ToString(value, CultureInfo.InvariantCulture),
        (AdqlType.Point or AdqlType.Circle or AdqlType.Polygon, string text) => ShapeText.Read(text, type),
        (AdqlType.Shape, string text) => ShapeText.Numbers(text) is { } numbers ? ShapeText.Of(numbers, KindOf(numbers)) : null,
        (AdqlType.Moc, string text) => MocCoverage.Read(text),
        _ => value,
    };

    private static AdqlType KindOf(double[] numbers) => numbers.Length switch
    {
        2 => AdqlType.Point,
        3 => AdqlType.Circle,
        _ => AdqlType.Polygon,
    };

    private static long[]? Count(long[]? counts, object?[] arguments)
    {
        int bins = Convert.ToInt32(arguments[3], CultureInfo.InvariantCulture);
        counts ??= new long[bins + 2];
        counts[HistogramBin.Of(Number(arguments[0]), Number(arguments[1]), Number(arguments[2]), bins)]++;
        return counts;
    }

    private static double Number(object? value) => value is null or DBNull ? double.NaN : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
