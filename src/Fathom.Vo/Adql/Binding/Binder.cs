using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

/// <summary>Finds what the names of a query mean and of which types its values are.</summary>
internal sealed partial class Binder
{
    private readonly ITableCatalog _catalog;
    private readonly List<(Identifier Name, BoundNamedQuery Query)> _named = [];
    private int _sources;

    private Binder(ITableCatalog catalog) => _catalog = catalog;

    /// <summary>Binds a query.</summary>
    /// <exception cref="AdqlException">A name is unknown or ambiguous, or a type does not fit.</exception>
    public static BoundQuery Bind(QueryExpression query, ITableCatalog catalog)
    {
        var binder = new Binder(catalog);
        foreach (NamedQuery named in query.With)
        {
            if (binder._named.Any(other => named.Name.Names(other.Name.Text)))
            {
                throw new AdqlException(named.Name.At, $"two queries of WITH are called {named.Name}.");
            }

            var bound = new BoundNamedQuery(binder._named.Count, binder.Query(named.Query, null));
            binder._named.Add((named.Name, bound));
        }

        return binder.Query(query, null) with { With = [.. binder._named.Select(named => named.Query)] };
    }

    private BoundQuery Query(QueryExpression query, Scope? outer)
    {
        if (query.Body is Select select)
        {
            return SelectQuery(select, query, outer);
        }

        BoundBody body = Body(query.Body, outer);
        List<BoundOrder> order = [.. query.Order.Select(term => OrderOfResult(term, body))];
        return new BoundQuery([], body, order, query.Offset ?? 0);
    }

    private BoundBody Body(QueryBody body, Scope? outer) => body switch
    {
        InnerQuery inner => new BoundInner(Query(inner.Query, outer)),
        SetOperation operation => Combined(operation, outer),
        _ => SelectQuery((Select)body, null, outer).Body,
    };

    private BoundSetOperation Combined(SetOperation operation, Scope? outer)
    {
        BoundBody left = Body(operation.Left, outer), right = Body(operation.Right, outer);
        if (left.Columns.Count != right.Columns.Count)
        {
            throw new AdqlException(operation.At, FormattableString.Invariant(
                $"both sides of {operation.Operator.ToString().ToUpperInvariant()} need the same number of columns, found {left.Columns.Count} and {right.Columns.Count}."));
        }

        // What is known of one side's values is not known of both.
        ColumnDescription[] columns = [.. JoinedTypes.Of(left.Columns, right.Columns, operation.At).Select(column => column with { Minimum = null, Maximum = null })];
        return new BoundSetOperation(
            operation.Operator, operation.IsAll, JoinedTypes.Converted(left, columns), JoinedTypes.Converted(right, columns), columns);
    }

    private static BoundOrder OrderOfResult(OrderTerm term, BoundBody body)
    {
        if (OutputNumber(term.Value, body) is { } number)
        {
            return new BoundOrder(number, null, term.IsDescending);
        }

        if (term.Value is ColumnName { Qualifier.Count: 0 } name)
        {
            for (int i = 0; i < body.Columns.Count; i++)
            {
                if (name.Name.Names(body.Columns[i].Name))
                {
                    return new BoundOrder(i, null, term.IsDescending);
                }
            }

            throw new AdqlException(name.At, $"the result has no column {name}.{NearNames.Hint(name.Name.Text, body.Columns.Select(column => column.Name))}");
        }

        throw new AdqlException(term.Value.At, "the result of a set operation is ordered by its columns' names or numbers.");
    }

    private static int? OutputNumber(Expression value, BoundBody body)
    {
        if (value is not IntegerLiteral number)
        {
            return null;
        }

        return number.Value >= 1 && number.Value <= body.Columns.Count
            ? (int)number.Value - 1
            : throw new AdqlException(number.At, FormattableString.Invariant(
                $"ORDER BY {number.Value}: the result has {body.Columns.Count} column{(body.Columns.Count == 1 ? string.Empty : "s")}."));
    }
}
