using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

internal sealed partial class Binder
{
    // Order and offset come with the query where the SELECT stands alone; in a set operation there is no query.
    private BoundQuery SelectQuery(Select select, QueryExpression? query, Scope? outer)
    {
        var scope = new Scope(outer);
        BoundFrom from = From(select.From, scope);
        BoundExpression? where = select.Where is null ? null : WithoutAggregate(Condition(select.Where, scope), "WHERE");
        (List<BoundExpression> outputs, List<ColumnDescription> columns) = Outputs(select, scope);
        List<BoundExpression> groups = [.. select.GroupBy.Select(term => Group(term, scope, outputs, columns))];
        BoundExpression? having = select.Having is null ? null : Condition(select.Having, scope);
        List<BoundOrder> order = query is null ? [] : [.. query.Order.Select(term => Order(term, scope, outputs, columns))];

        bool isGrouped = groups.Count > 0 || having is not null
            || outputs.Concat(order.Where(term => term.Value is not null).Select(term => term.Value!)).Any(HasAggregate);
        if (isGrouped)
        {
            Grouping.Check(groups, outputs.Concat(having is null ? [] : [having]).Concat(order.Where(term => term.Value is not null).Select(term => term.Value!)));
        }

        if (select.IsDistinct)
        {
            RequireSelected(order, query!);
        }

        var body = new BoundSelect(select.IsDistinct, select.Top, outputs, columns, from, where, groups, isGrouped, having);
        return new BoundQuery([], body, order, query?.Offset ?? 0);
    }

    private (List<BoundExpression> Outputs, List<ColumnDescription> Columns) Outputs(Select select, Scope scope)
    {
        var outputs = new List<BoundExpression>();
        var columns = new List<ColumnDescription>();
        var names = new ResultNames();
        foreach (SelectItem item in select.Items)
        {
            if (item is AllColumns all)
            {
                foreach (ScopeColumn column in all.Qualifier.Count == 0 ? scope.Visible : scope.Of(all.Qualifier))
                {
                    outputs.Add(column.Value with { At = all.At });
                    columns.Add(column.Value.Meaning with { Name = names.Unique(column.Name) });
                }
            }
            else
            {
                var value = (ValueItem)item;
                BoundExpression bound = Value(value.Value, scope);
                outputs.Add(bound);
                columns.Add(bound.Meaning with { Name = names.Unique(value.Name?.Text ?? ResultNames.Of(bound)) });
            }
        }

        return (outputs, columns);
    }

    private BoundExpression Group(Expression term, Scope scope, List<BoundExpression> outputs, List<ColumnDescription> columns)
    {
        BoundExpression group = term is ColumnName { Qualifier.Count: 0 } name && scope.FindHere(name) is null
            && Output(name, columns) is { } output
                ? outputs[output]
                : Value(term, scope);
        return group.Type is AdqlType.Array or AdqlType.Point or AdqlType.Circle or AdqlType.Polygon or AdqlType.Moc
            ? throw new AdqlException(term.At, $"rows cannot be grouped by {TypeNames.Of(group.Type)}.")
            : WithoutAggregate(group, "GROUP BY");
    }

    private BoundOrder Order(OrderTerm term, Scope scope, List<BoundExpression> outputs, List<ColumnDescription> columns)
    {
        int? number = term.Value is IntegerLiteral literal
            ? literal.Value >= 1 && literal.Value <= outputs.Count
                ? (int)literal.Value - 1
                : throw new AdqlException(literal.At, FormattableString.Invariant($"ORDER BY {literal.Value}: the result has {outputs.Count} columns."))
            : term.Value is ColumnName { Qualifier.Count: 0 } name ? Output(name, columns) : null;
        if (number is { } output)
        {
            return new BoundOrder(output, null, term.IsDescending);
        }

        BoundExpression value = Value(term.Value, scope);
        int same = outputs.FindIndex(other => other.Key == value.Key);
        return same >= 0 ? new BoundOrder(same, null, term.IsDescending) : new BoundOrder(-1, value, term.IsDescending);
    }

    // The result's column of that name; the first where names differ in case only.
    private static int? Output(ColumnName name, List<ColumnDescription> columns)
    {
        int found = columns.FindIndex(column => name.Name.Names(column.Name));
        return found >= 0 ? found : null;
    }

    private static void RequireSelected(List<BoundOrder> order, QueryExpression? query)
    {
        int hidden = order.FindIndex(term => term.Output < 0);
        if (hidden >= 0)
        {
            throw new AdqlException(query!.Order[hidden].Value.At, "a SELECT DISTINCT is ordered by what it selects.");
        }
    }

    private static bool HasAggregate(BoundExpression value) => value.Parts.Any(part => part is BoundAggregate);

    private static BoundExpression WithoutAggregate(BoundExpression value, string clause) =>
        value.Parts.FirstOrDefault(part => part is BoundAggregate) is { } aggregate
            ? throw new AdqlException(aggregate.At, $"an aggregate cannot stand in {clause}.")
            : value;
}
