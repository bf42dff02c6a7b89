using Fathom.Vo.Tables.Output;

namespace Fathom.Vo.Cone;

/// <summary>How a table is searched.</summary>
public sealed record ConeOptions
{
    /// <summary>Most rows of an answer; by default 1,000,000.</summary>
    public long Limit { get; init; } = 1_000_000;

    /// <summary>True where each row's distance from the centre is given as a first column <c>_r</c>; by default false.</summary>
    public bool WithDistance { get; init; }

    /// <summary>What answers say of themselves: name, description, citation.</summary>
    public ResultDescription Result { get; init; } = new();
}
