using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Queries;

namespace Fathom.Vo.Adql.Binding;

internal sealed partial class Binder
{
    private BoundFrom From(IReadOnlyList<TableReference> tables, Scope scope)
    {
        BoundFrom? from = null;
        var visible = new List<ScopeColumn>();
        foreach (TableReference table in tables)
        {
            (BoundFrom next, List<ScopeColumn> columns) = Table(table, scope);
            from = from is null ? next : new BoundJoin(JoinType.Inner, from, next, null);
            visible.AddRange(columns);
        }

        scope.See(visible);
        return from!;
    }

    private (BoundFrom From, List<ScopeColumn> Visible) Table(TableReference table, Scope scope) => table switch
    {
        NamedTable named => Named(named, scope),
        DerivedTable derived => Derived(derived, scope),
        _ => Joined((JoinedTable)table, scope),
    };

    private (BoundFrom From, List<ScopeColumn> Visible) Named(NamedTable table, Scope scope)
    {
        int source = _sources++;
        if (table.Name.Count == 1 && _named.FirstOrDefault(named => table.Name[0].Names(named.Name.Text)) is { Query: { } query } found)
        {
            List<ScopeColumn> ofQuery = Scope.Columns(source, query.Query.Columns);
            Add(scope, new ScopeSource(null, table.Alias?.Text ?? found.Name.Text, ofQuery), table.At);
            return (new BoundReference(source, query), ofQuery);
        }

        QueryTable target = Find(table);
        List<ScopeColumn> columns = Scope.Columns(source, target.Description.Columns);
        Add(scope, new ScopeSource(table.Alias is null ? target.Description.Schema : null, table.Alias?.Text ?? target.Description.Name, columns), table.At);
        return (new BoundTable(source, target), columns);
    }

    private (BoundFrom From, List<ScopeColumn> Visible) Derived(DerivedTable table, Scope scope)
    {
        int source = _sources++;
        BoundQuery query = Query(table.Query, null);
        List<ScopeColumn> columns = Scope.Columns(source, query.Columns);
        Add(scope, new ScopeSource(null, table.Alias.Text, columns), table.Alias.At);
        return (new BoundDerived(source, query), columns);
    }

    private static void Add(Scope scope, ScopeSource source, SourcePosition at)
    {
        if (scope.Sources.Any(other => other.Name.Equals(source.Name, StringComparison.OrdinalIgnoreCase)
            && string.Equals(other.Schema, source.Schema, StringComparison.OrdinalIgnoreCase)))
        {
            throw new AdqlException(at, $"two tables of FROM are called {source.Name}; give one another name with AS.");
        }

        scope.Sources.Add(source);
    }

    private QueryTable Find(NamedTable table)
    {
        Identifier name = table.Name[^1];
        Identifier? schema = table.Name.Count > 1 ? table.Name[^2] : null;
        QueryTable[] found = table.Name.Count > 2 ? [] :
        [
            .. _catalog.Find(name.Text).Where(candidate =>
                name.Names(candidate.Description.Name) && (schema is null || schema.Names(candidate.Description.Schema))),
        ];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new AdqlException(table.At, $"there is no table {string.Join('.', table.Name)}.{TableHint(table)}"),
            _ => throw new AdqlException(
                table.At, $"the table {string.Join('.', table.Name)} may be {string.Join(" or ", found.Select(candidate => candidate.Description.QualifiedName))}; write its schema."),
        };
    }

    private string TableHint(NamedTable table)
    {
        string[] names = [.. _catalog.Names];
        string near = NearNames.Hint(string.Join('.', table.Name.Select(part => part.Text)), names);
        string last = table.Name[^1].Text;
        return near.Length > 0 || table.Name.Count > 1
            ? near
            : NearNames.Hint(last, names.Select(name => name[(name.LastIndexOf('.') + 1)..]));
    }

    private (BoundFrom From, List<ScopeColumn> Visible) Joined(JoinedTable join, Scope scope)
    {
        int first = scope.Sources.Count;
        (BoundFrom left, List<ScopeColumn> leftColumns) = Table(join.Left, scope);
        (BoundFrom right, List<ScopeColumn> rightColumns) = Table(join.Right, scope);
        if (join.On is not null)
        {
            var inner = new Scope(scope.Outer);
            inner.Sources.AddRange(scope.Sources.Skip(first));
            inner.See([.. leftColumns, .. rightColumns]);
            BoundExpression condition = WithoutAggregate(Condition(join.On, inner), "ON");
            return (new BoundJoin(join.Type, left, right, condition), inner.Visible);
        }

        string[] common = join.IsNatural
            ? [.. leftColumns.Select(column => column.Name).Where(name => rightColumns.Any(other => Same(other.Name, name))).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [.. join.Using.Select(column => column.Text)];
        var terms = new List<BoundExpression>();
        var merged = new List<ScopeColumn>();
        foreach (string name in common)
        {
            SourcePosition at = join.Using.FirstOrDefault(column => column.Text == name)?.At ?? join.At;
            ScopeColumn ofLeft = One(leftColumns, name, at), ofRight = One(rightColumns, name, at);
            terms.Add(Comparison(at, ComparisonOperator.Equal, ofLeft.Value, ofRight.Value));
            merged.Add(ofLeft with { Value = Merged(join.Type, ofLeft.Value, ofRight.Value) });
        }

        List<ScopeColumn> visible = [.. merged, .. Rest(leftColumns, common), .. Rest(rightColumns, common)];
        BoundExpression? all = terms.Count == 0 ? null : terms.Count == 1 ? terms[0] : new BoundTerms(join.At, true, terms);
        return (new BoundJoin(join.Type, left, right, all), visible);
    }

    private static BoundExpression Merged(JoinType type, BoundExpression left, BoundExpression right) => type switch
    {
        JoinType.Right => right,
        JoinType.Full => new BoundCoalesce(left.At, JoinedTypes.Of(left.Type, right.Type)!.Value, [left, right]),
        _ => left,
    };

    private static IEnumerable<ScopeColumn> Rest(List<ScopeColumn> columns, string[] common) =>
        columns.Where(column => !common.Any(name => Same(name, column.Name)));

    private static ScopeColumn One(List<ScopeColumn> columns, string name, SourcePosition at)
    {
        ScopeColumn[] found = [.. columns.Where(column => Same(column.Name, name))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new AdqlException(at, $"both tables of the join need a column {name}.{NearNames.Hint(name, columns.Select(column => column.Name))}"),
            _ => throw new AdqlException(at, $"a table of the join has more than one column {name}."),
        };
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
