using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Binding;
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
                _tables[source] = table.Stored is not null ? table : throw new AdqlException(
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
        _sql.Add(" ON ").Add(join.Condition is null ? "(1 = 1)" : Condition(join.Condition));
    }

    private string Column(BoundColumn column)
    {
        string name = _tables.TryGetValue(column.Source, out QueryTable? table)
            ? QueryDialect.Quoted(table.Stored!.Columns[column.Column])
            : Invariant($"c{column.Column}");
        return _dialect.Column(Invariant($"t{column.Source}.{name}"), column.Type);
    }
}
