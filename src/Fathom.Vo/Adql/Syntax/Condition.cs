namespace Fathom.Vo.Adql.Syntax;

/// <summary>True, false or unknown.</summary>
internal abstract record Condition(SourcePosition At) : Expression(At)
{
    /// <inheritdoc/>
    public override bool IsCondition => true;
}

/// <summary>How two values are compared.</summary>
internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Two values compared.</summary>
internal sealed record Comparison(SourcePosition At, ComparisonOperator Operator, Expression Left, Expression Right) : Condition(At);

/// <summary>All of the terms.</summary>
internal sealed record Conjunction(SourcePosition At, IReadOnlyList<Expression> Terms) : Condition(At);

/// <summary>Any of the terms.</summary>
internal sealed record Disjunction(SourcePosition At, IReadOnlyList<Expression> Terms) : Condition(At);

/// <summary>NOT.</summary>
internal sealed record Not(SourcePosition At, Expression Term) : Condition(At);

/// <summary>BETWEEN, both ends included.</summary>
internal sealed record Between(SourcePosition At, Expression Value, Expression Low, Expression High, bool IsNegated) : Condition(At);

/// <summary>IN with a list.</summary>
internal sealed record InList(SourcePosition At, Expression Value, IReadOnlyList<Expression> Items, bool IsNegated) : Condition(At);

/// <summary>IN with a query.</summary>
internal sealed record InQuery(SourcePosition At, Expression Value, QueryExpression Query, bool IsNegated) : Condition(At);

/// <summary>LIKE and ILIKE.</summary>
internal sealed record Like(SourcePosition At, Expression Value, Expression Pattern, bool IgnoresCase, bool IsNegated) : Condition(At);

/// <summary>IS NULL.</summary>
internal sealed record IsNull(SourcePosition At, Expression Value, bool IsNegated) : Condition(At);

/// <summary>EXISTS.</summary>
internal sealed record Exists(SourcePosition At, QueryExpression Query) : Condition(At);
