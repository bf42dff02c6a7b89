using Fathom.Vo.Adql.Binding;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>A query of one table that is answered from its columns.</summary>
/// <param name="Table">The table.</param>
/// <param name="Query">The query.</param>
/// <param name="Select">Its only SELECT.</param>
internal sealed record ColumnarPlan(ColumnTable Table, BoundQuery Query, BoundSelect Select)
{
    /// <summary>The plan of a query; null where columns cannot answer it.</summary>
    public static ColumnarPlan? Of(BoundQuery query) =>
        query.Body is BoundSelect { From: BoundTable { Table.Columns: { } table } from } select
        && Expressions(query, select).SelectMany(expression => expression.Parts).All(part => IsThere(part, from.Source))
            ? new ColumnarPlan(table, query, select)
            : null;

    /// <summary>Answers.</summary>
    /// <param name="most">Most rows; more make the answer a truncated one.</param>
    public QueryRows Execute(long most)
    {
        NodeCompiler compiler = NodeCompiler.Of(Table);
        bool isStream = !Select.IsGrouped && !Select.IsDistinct && Query.Order.Count == 0;
        return isStream
            ? new ScanRows(this, compiler, new RowLimit(Query.Offset, Select.Top, most))
            : new GatheredRows(this, compiler, new RowLimit(Query.Offset, Select.Top, most));
    }

    private static IEnumerable<BoundExpression> Expressions(BoundQuery query, BoundSelect select)
    {
        IEnumerable<BoundExpression?> optional = [select.Where, select.Having, .. query.Order.Select(term => term.Value)];
        return select.Outputs.Concat(select.GroupBy).Concat(optional.OfType<BoundExpression>());
    }

    private static bool IsThere(BoundExpression part, int source) => part switch
    {
        BoundInQuery or BoundExists => false,
        BoundColumn column => column.Source == source && !(column.Type == AdqlType.Array && column.Description.IsText),
        _ => true,
    };
}
