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

    /// <summary>Most arithmetic operators and concatenations: 2,000.</summary>
    public int Operators { get; init; } = 2000;

    /// <summary>Most tables named, in joins, subqueries and set operations together: 60.</summary>
    public int Tables { get; init; } = 60;

    /// <summary>Most items of a list: columns of a SELECT, values of an IN, vertices, terms of AND: 100,000.</summary>
    public int Items { get; init; } = 100_000;
}
