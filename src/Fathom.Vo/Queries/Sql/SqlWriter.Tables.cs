using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;

namespace Fathom.Vo.Queries.Sql;

internal sealed partial class SqlWriter
{
    // Names of columns are needed before FROM is written.
    private void Tables(BoundFrom from)
    {
        switch (from)
        {
            case BoundTable { Table: var table, Source: var source }:
                _tables[source] = _dialect.PlaceOf(table) is { } place ? table with { Stored = place } : throw new NotOfferedException(
                    SourcePosition.Start, $"the table {table.Description.QualifiedName} can only be asked alone, not with joins, set operations or subqueries.");
                break;
            case BoundJoin join:
                Tables(join.Left);
                Tables(join.Right);
                break;
            default:
                break;
        }
    }

    private void From(BoundFrom from)
    {
        switch (from)
        {
            case BoundTable { Source: var source }:
                StoredTable stored = _tables[source].Stored!;
                string schema = stored.Schema is null ? string.Empty : QueryDialect.Quoted(stored.Schema) + ".";
                _sql.Add(schema).Add(QueryDialect.Quoted(stored.Name)).Add(Invariant($" AS t{source}"));
                break;
            case BoundReference reference:
                _sql.Add(Invariant($"q{reference.Query.Number} AS t{reference.Source}"));
                break;
            case BoundDerived derived:
                _sql.Add("(");
                Query(derived.Query, null);
                _sql.Add(Invariant($") AS t{derived.Source}"));
                break;
            default:
                Join((BoundJoin)from);
                break;
        }
    }

    private void Join(BoundJoin join)
    {
        From(join.Left);
        _sql.Add(join.Type == JoinType.Inner ? " JOIN " : $" {join.Type.ToString().ToUpperInvariant()} JOIN ");
        bool isNested = join.Right is BoundJoin;
        _sql.Add(isNested ? "(" : string.Empty);
        From(join.Right);
        _sql.Add(isNested ? ")" : string.Empty);
        _sql.Add(" ON ").Add(join.Condition is null ? "(1 = 1)" : Filter(join.Condition, Droppable(join)));
    }

    // A condition of an outer join leaves out rows of the side that may be missing, and of that side alone.
    private static HashSet<int> Droppable(BoundJoin join) => join.Type switch
    {
        JoinType.Inner => [.. Required(join.Left), .. Required(join.Right)],
        JoinType.Left => [.. Required(join.Right)],
        JoinType.Right => [.. Required(join.Left)],
        _ => [],
    };

    /// <summary>The tables of which a row must be there.</summary>
    private static IEnumerable<int> Required(BoundFrom from) => from switch
    {
        BoundTable table => [table.Source],
        BoundJoin { Type: JoinType.Inner } join => Required(join.Left).Concat(Required(join.Right)),
        BoundJoin { Type: JoinType.Left } join => Required(join.Left),
        BoundJoin { Type: JoinType.Right } join => Required(join.Right),
        _ => [],
    };

    // A condition that leaves out the rows for which it is not true: false and unknown are the same here, as they are not under NOT or OR.
    private string Filter(BoundExpression condition, IReadOnlySet<int> droppable) => condition switch
    {
        BoundTerms { IsAll: true } all => Joined([.. all.Terms.Select(term => Filter(term, droppable))], " AND ", 0, all.Terms.Count),
        BoundComparison comparison when SkyRows.Of(comparison, droppable, _tables) is { } rows => InCircle(rows, comparison),
        _ => Condition(condition),
    };

    private string InCircle(SkyRows rows, BoundComparison comparison)
    {
        _sql.FindsCircles = true;
        return Invariant($"(t{rows.Source}.rowid IN (SELECT value FROM json_each({rows.Table.Stored!.CircleFunction}({Number(rows.Longitude)}, {Number(rows.Latitude)}, {Number(rows.Radius)}))) AND {Compared(comparison, isBoxed: false)})");
    }

    private string Number(BoundExpression value) => Of(value, AdqlType.Real);

    private string Column(BoundColumn column)
    {
        string name = _tables.TryGetValue(column.Source, out QueryTable? table)
            ? QueryDialect.Quoted(table.Stored!.Columns[column.Column])
            : Invariant($"c{column.Column}");
        return _dialect.Column(Invariant($"t{column.Source}.{name}"), column.Type);
    }
}
