namespace Fathom.Vo.Adql.Syntax;

/// <summary>A value or a condition as it is written.</summary>
/// <param name="At">Where it begins, or its operator.</param>
internal abstract record Expression(SourcePosition At)
{
    /// <summary>True for a condition (true, false, unknown), which is no value in ADQL.</summary>
    public virtual bool IsCondition => false;
}

/// <summary>A whole number without sign.</summary>
internal sealed record IntegerLiteral(SourcePosition At, long Value) : Expression(At);

/// <summary>A number with a point, an exponent, or too large for 64 bits.</summary>
internal sealed record RealLiteral(SourcePosition At, double Value) : Expression(At);

/// <summary>A text.</summary>
internal sealed record TextLiteral(SourcePosition At, string Value) : Expression(At);

/// <summary>NULL.</summary>
internal sealed record NullLiteral(SourcePosition At) : Expression(At);

/// <summary>A column, with or without its table.</summary>
/// <param name="Qualifier">Catalogue, schema and table, or a correlation name; empty where not given.</param>
internal sealed record ColumnName(SourcePosition At, IReadOnlyList<Identifier> Qualifier, Identifier Name) : Expression(At)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join('.', Qualifier.Append(Name));
}

/// <summary>Plus, minus, times, divided by, or the concatenation of texts.</summary>
internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Concatenate,
}

/// <summary>Two values and the operator between.</summary>
internal sealed record Arithmetic(SourcePosition At, ArithmeticOperator Operator, Expression Left, Expression Right) : Expression(At);

/// <summary>A value with a minus before it.</summary>
internal sealed record Negation(SourcePosition At, Expression Value) : Expression(At);

/// <summary>A function other than an aggregate of the core.</summary>
/// <param name="Name">As written.</param>
/// <param name="CoordinateSystem">The deprecated first argument of a geometry; null where not given.</param>
internal sealed record FunctionCall(SourcePosition At, string Name, string? CoordinateSystem, IReadOnlyList<Expression> Arguments)
    : Expression(At);

/// <summary>COUNT, SUM, AVG, MIN or MAX.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Argument">Null for COUNT(*).</param>
internal sealed record AggregateCall(SourcePosition At, string Name, bool IsDistinct, Expression? Argument) : Expression(At);

/// <summary>CAST(value AS type).</summary>
internal sealed record Cast(SourcePosition At, Expression Value, CastTarget Target) : Expression(At);

/// <summary>The type of a CAST.</summary>
/// <param name="Name">In capitals: SMALLINT, INTEGER, BIGINT, REAL, DOUBLE PRECISION, CHAR, VARCHAR, TIMESTAMP, POINT, CIRCLE, POLYGON.</param>
/// <param name="Length">Of CHAR and VARCHAR; null where not given.</param>
internal sealed record CastTarget(SourcePosition At, string Name, int? Length);

/// <summary>CASE; an extension of ADQL 2.1.</summary>
/// <param name="Subject">What the branches are compared with; null where each has a condition.</param>
internal sealed record Case(SourcePosition At, Expression? Subject, IReadOnlyList<CaseBranch> Branches, Expression? Otherwise)
    : Expression(At);

/// <summary>WHEN … THEN ….</summary>
internal sealed record CaseBranch(Expression When, Expression Then);
