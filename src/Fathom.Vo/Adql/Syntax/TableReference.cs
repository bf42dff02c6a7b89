namespace Fathom.Vo.Adql.Syntax;

/// <summary>What stands in FROM.</summary>
internal abstract record TableReference(SourcePosition At);

/// <summary>A table by its name.</summary>
/// <param name="Name">Catalogue, schema and table; the last is the table.</param>
/// <param name="Alias">Correlation name; null where not given.</param>
internal sealed record NamedTable(SourcePosition At, IReadOnlyList<Identifier> Name, Identifier? Alias) : TableReference(At);

/// <summary>A query with a correlation name.</summary>
internal sealed record DerivedTable(SourcePosition At, QueryExpression Query, Identifier Alias) : TableReference(At);

/// <summary>Which rows without a partner stay.</summary>
internal enum JoinType
{
    Inner,
    Left,
    Right,
    Full,
}

/// <summary>Two tables joined.</summary>
/// <param name="IsNatural">True where all columns of equal name must agree.</param>
/// <param name="On">Condition; null where USING or NATURAL says it.</param>
/// <param name="Using">Columns that must agree; empty where not given.</param>
internal sealed record JoinedTable(
    SourcePosition At,
    JoinType Type,
    bool IsNatural,
    TableReference Left,
    TableReference Right,
    Expression? On,
    IReadOnlyList<Identifier> Using) : TableReference(At);
