using Fathom.Vo.Adql.Syntax;
using Fathom.Vo.Queries;
using Fathom.Vo.Tables;

namespace Fathom.Vo.Adql.Binding;

/// <summary>A query whose names are found.</summary>
/// <param name="With">Named queries before it, in order.</param>
/// <param name="Order">Terms of its order.</param>
/// <param name="Offset">Rows to leave out first.</param>
internal sealed record BoundQuery(
    IReadOnlyList<BoundNamedQuery> With, BoundBody Body, IReadOnlyList<BoundOrder> Order, long Offset)
{
    /// <summary>Columns of the result.</summary>
    public IReadOnlyList<ColumnDescription> Columns => Body.Columns;
}

/// <summary>A query of WITH.</summary>
internal sealed record BoundNamedQuery(int Number, BoundQuery Query);

/// <summary>A term of an order; NULL counts as the largest value.</summary>
/// <param name="Output">Index of the result's column; -1 where <paramref name="Value"/> says it.</param>
/// <param name="Value">A value of the rows before they become results; null where a column of the result is meant.</param>
internal sealed record BoundOrder(int Output, BoundExpression? Value, bool IsDescending);

/// <summary>What gives rows.</summary>
internal abstract record BoundBody(IReadOnlyList<ColumnDescription> Columns);

/// <summary>Two bodies combined.</summary>
internal sealed record BoundSetOperation(
    SetOperator Operator, bool IsAll, BoundBody Left, BoundBody Right, IReadOnlyList<ColumnDescription> Columns) : BoundBody(Columns);

/// <summary>A query in parentheses.</summary>
internal sealed record BoundInner(BoundQuery Query) : BoundBody(Query.Columns);

/// <summary>SELECT.</summary>
/// <param name="Top">Most rows; null: all.</param>
/// <param name="Outputs">The values, one per column.</param>
/// <param name="GroupBy">What rows of a group have in common.</param>
/// <param name="IsGrouped">True where rows are gathered: by GROUP BY, or all into one.</param>
internal sealed record BoundSelect(
    bool IsDistinct,
    long? Top,
    IReadOnlyList<BoundExpression> Outputs,
    IReadOnlyList<ColumnDescription> Columns,
    BoundFrom From,
    BoundExpression? Where,
    IReadOnlyList<BoundExpression> GroupBy,
    bool IsGrouped,
    BoundExpression? Having) : BoundBody(Columns);

/// <summary>Where rows come from.</summary>
internal abstract record BoundFrom;

/// <summary>A table.</summary>
internal sealed record BoundTable(int Source, QueryTable Table) : BoundFrom;

/// <summary>A subquery.</summary>
internal sealed record BoundDerived(int Source, BoundQuery Query) : BoundFrom;

/// <summary>A named query.</summary>
internal sealed record BoundReference(int Source, BoundNamedQuery Query) : BoundFrom;

/// <summary>Two of them joined.</summary>
/// <param name="Condition">Null: each row with each.</param>
internal sealed record BoundJoin(JoinType Type, BoundFrom Left, BoundFrom Right, BoundExpression? Condition) : BoundFrom;
