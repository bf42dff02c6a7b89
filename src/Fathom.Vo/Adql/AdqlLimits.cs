namespace Fathom.Vo.Adql;

/// <summary>How large a query may be; beyond, it is refused before it costs anything.</summary>
public sealed record AdqlLimits
{
    /// <summary>The defaults.</summary>
    public static AdqlLimits Default { get; } = new();

    /// <summary>Longest text, in characters: 1 Mi.</summary>
    public int Characters { get; init; } = 1 << 20;

    /// <summary>Deepest nesting of parentheses, subqueries and functions: 100.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>Most operators in a row such as <c>a + b + c</c>: 500.</summary>
    public int Chain { get; init; } = 500;

    /// <summary>Most tables joined in one FROM, and most queries in one set operation: 50.</summary>
    public int Tables { get; init; } = 50;

    /// <summary>Most items of a list: columns of a SELECT, values of an IN, vertices, terms of AND: 100,000.</summary>
    public int Items { get; init; } = 100_000;
}
