namespace Fathom.Vo.Adql.Syntax;

/// <summary>A whole query: named queries, one or several SELECT, order and offset.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="With">Its named queries; only the main query has some.</param>
/// <param name="Body">SELECT, or a set operation.</param>
/// <param name="Order">Terms of ORDER BY.</param>
/// <param name="Offset">Rows to leave out first; null where not given.</param>
internal sealed record QueryExpression(
    SourcePosition At, IReadOnlyList<NamedQuery> With, QueryBody Body, IReadOnlyList<OrderTerm> Order, long? Offset);

/// <summary>A query of WITH.</summary>
internal sealed record NamedQuery(Identifier Name, QueryExpression Query);

/// <summary>A term of ORDER BY.</summary>
internal sealed record OrderTerm(Expression Value, bool IsDescending);

/// <summary>What gives rows, before they are ordered.</summary>
internal abstract record QueryBody(SourcePosition At);

/// <summary>UNION, EXCEPT or INTERSECT.</summary>
internal enum SetOperator
{
    Union,
    Except,
    Intersect,
}

/// <summary>Two queries combined.</summary>
internal sealed record SetOperation(SourcePosition At, SetOperator Operator, bool IsAll, QueryBody Left, QueryBody Right) : QueryBody(At);

/// <summary>A query in parentheses, with an order and an offset of its own.</summary>
internal sealed record InnerQuery(SourcePosition At, QueryExpression Query) : QueryBody(At);

/// <summary>SELECT.</summary>
/// <param name="Top">Most rows; null where not given.</param>
/// <param name="Where">Null where not given.</param>
/// <param name="Having">Null where not given.</param>
internal sealed record Select(
    SourcePosition At,
    bool IsDistinct,
    long? Top,
    IReadOnlyList<SelectItem> Items,
    IReadOnlyList<TableReference> From,
    Expression? Where,
    IReadOnlyList<Expression> GroupBy,
    Expression? Having) : QueryBody(At);

/// <summary>A column of the result, or several.</summary>
internal abstract record SelectItem(SourcePosition At);

/// <summary>All columns, or all of a table.</summary>
internal sealed record AllColumns(SourcePosition At, IReadOnlyList<Identifier> Qualifier) : SelectItem(At);

/// <summary>A value and its name, where one is given.</summary>
internal sealed record ValueItem(SourcePosition At, Expression Value, Identifier? Name) : SelectItem(At);
