using System.Text.Json;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;

namespace Fathom.Vo.Queries.Sql;

/// <summary>SQLite, with the functions of <see cref="SqliteFunctions"/>.</summary>
internal sealed class SqliteDialect : QueryDialect
{
    /// <summary>The dialect.</summary>
    public static SqliteDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override bool HasSetsOfAll => false;

    /// <inheritdoc/>
    public override StoredTable? PlaceOf(QueryTable table) => table.Stored;

    /// <inheritdoc/>
    public override string Column(string name, AdqlType type) => name;

    /// <inheritdoc/>
    public override string Constant(string? parameter, AdqlType type) => parameter ?? "NULL";

    /// <inheritdoc/>
    public override object Value(BoundConstant constant) => constant.Value switch
    {
        SkyShape shape => ShapeText.Write(shape),
        MocCoverage coverage => coverage.Text,
        var value => value!,
    };

    /// <inheritdoc/>
    public override string Quotient(string left, string right) => $"({left} / {right})";

    /// <inheritdoc/>
    public override string Call(BoundCall call, IReadOnlyList<string> arguments) =>
        $"{SqliteFunctions.NameOf(call.Function)}({string.Join(", ", arguments)})";

    /// <inheritdoc/>
    public override string Like(string value, string pattern, bool ignoresCase) =>
        $"({(ignoresCase ? SqliteFunctions.ILike : SqliteFunctions.Like)}({value}, {pattern}) = 1)";

    /// <inheritdoc/>
    public override string Aggregate(BoundAggregate aggregate, string? argument, IReadOnlyList<string> parameters)
    {
        string distinct = aggregate.IsDistinct ? "DISTINCT " : string.Empty;
        return aggregate.Kind switch
        {
            AggregateKind.Count => $"COUNT({distinct}{argument ?? "*"})",
            AggregateKind.Sum => $"SUM({distinct}{argument})",
            AggregateKind.Average => $"AVG({distinct}{argument})",
            AggregateKind.Least => $"MIN({argument})",
            AggregateKind.Greatest => $"MAX({argument})",
            AggregateKind.Join => $"group_concat({argument}, {parameters[0]})",
            _ => $"{SqliteFunctions.Histogram}({argument}, {string.Join(", ", parameters)})",
        };
    }

    /// <inheritdoc/>
    public override string OneOf(string value, SqlText text, AdqlType type, IReadOnlyList<BoundConstant> items)
    {
        string list = JsonSerializer.Serialize(items.Select(item =>
            type == AdqlType.Real && item.Value is not null ? item.Number : item.Value).ToArray());
        return $"{value} IN (SELECT value FROM json_each({text.Parameter("json:" + list, list)}))";
    }
}
