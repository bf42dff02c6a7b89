using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;

namespace Fathom.Vo.Queries.Sql;

/// <summary>PostgreSQL 15 without extensions. Whole numbers are <c>bigint</c>, real ones <c>float8</c>, texts ordered by code points.</summary>
internal sealed class PostgresDialect : QueryDialect
{
    private const int MostBins = 500;

    /// <summary>The dialect.</summary>
    public static PostgresDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override bool HasSetsOfAll => true;

    /// <inheritdoc/>
    public override StoredTable? PlaceOf(QueryTable table) => table.Remote;

    /// <inheritdoc/>
    public override string Column(string name, AdqlType type) => type switch
    {
        AdqlType.Integer => $"{name}::bigint",
        AdqlType.Real => $"{name}::float8",
        _ => $"({name} COLLATE \"C\")",
    };

    /// <inheritdoc/>
    public override string Constant(string? parameter, AdqlType type) => $"{parameter ?? "NULL"}::{TypeOf(type)}";

    /// <inheritdoc/>
    public override object Value(BoundConstant constant) => SqliteDialect.Instance.Value(constant);

    /// <inheritdoc/>
    public override string Quotient(string left, string right) => $"({left} / NULLIF({right}, 0))";

    /// <inheritdoc/>
    public override string Call(BoundCall call, IReadOnlyList<string> arguments) =>
        PostgresFunctions.Call(call.Function, arguments) ?? throw new NotOfferedException(
            call.At, $"{call.Function.Name.ToUpperInvariant()} of these arguments is not offered where tables are joined; use it in a query of one table.");

    /// <inheritdoc/>
    public override string Like(string value, string pattern, bool ignoresCase) => ignoresCase
        ? $"({value} COLLATE \"und-x-icu\" ILIKE {pattern} ESCAPE '')"
        : $"({value} LIKE {pattern} ESCAPE '')";

    /// <inheritdoc/>
    public override string Aggregate(BoundAggregate aggregate, string? argument, IReadOnlyList<string> parameters)
    {
        string distinct = aggregate.IsDistinct ? "DISTINCT " : string.Empty;
        return aggregate.Kind switch
        {
            AggregateKind.Count => $"COUNT({distinct}{argument ?? "*"})",
            AggregateKind.Sum => $"SUM({distinct}{argument})::{TypeOf(aggregate.Type)}",
            AggregateKind.Average => $"AVG({distinct}({argument})::float8)",
            AggregateKind.Least => $"MIN({argument})",
            AggregateKind.Greatest => $"MAX({argument})",
            AggregateKind.Join => $"string_agg({argument}, {parameters[0]})",
            _ => Histogram(aggregate, argument!, parameters),
        };
    }

    /// <inheritdoc/>
    public override string OneOf(string value, SqlText text, AdqlType type, IReadOnlyList<BoundConstant> items)
    {
        object list = type switch
        {
            AdqlType.Integer => items.Select(item => (long?)item.Value).ToArray(),
            AdqlType.Real => items.Select(item => item.Value is null ? null : (double?)item.Number).ToArray(),
            _ => items.Select(item => (string?)item.Value).ToArray(),
        };
        string key = "list:" + string.Join(',', items.Select(item => item.Key));
        return $"{value} = ANY({text.Parameter(key, list)}::{TypeOf(type)}[])";
    }

    private static string Histogram(BoundAggregate aggregate, string value, IReadOnlyList<string> parameters)
    {
        int bins = (int)aggregate.Parameters[2].Number;
        if (bins > MostBins)
        {
            throw new NotOfferedException(aggregate.At, FormattableString.Invariant($"a histogram of joined tables has at most {MostBins} bins."));
        }

        (string lower, string upper) = ($"({parameters[0]})::float8", $"({parameters[1]})::float8");
        string bin = $"CASE WHEN {value} >= {lower} THEN CASE WHEN {value} > {upper} THEN {bins + 1} "
            + $"ELSE LEAST({bins}, 1 + floor((({value}) - {lower}) / ({upper} - {lower}) * {bins})) END ELSE 0 END";
        string counts = string.Join(", ", Enumerable.Range(0, bins + 2).Select(i => $"COUNT(*) FILTER (WHERE ({bin}) = {i})"));
        return $"CASE WHEN COUNT(*) > 0 THEN concat_ws(' ', {counts}) END";
    }

    private static string TypeOf(AdqlType type) => type switch
    {
        AdqlType.Integer => "bigint",
        AdqlType.Real => "float8",
        _ => "text",
    };
}
