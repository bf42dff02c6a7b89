namespace Fathom.Vo.Tables.Output;

/// <summary>What a result says of itself beside its rows.</summary>
public sealed record ResultDescription
{
    /// <summary>Name of the table.</summary>
    public string Name { get; init; } = "result";

    /// <summary>What it is; null: nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>Facts on the answer, such as <c>query</c>, <c>citation</c>, <c>service_protocol</c>.</summary>
    public IReadOnlyList<ResultInfo> Infos { get; init; } = [];

    /// <summary>Constants that go with every row.</summary>
    public IReadOnlyList<ResultParameter> Parameters { get; init; } = [];

    /// <summary>Where more is.</summary>
    public IReadOnlyList<ResultLink> Links { get; init; } = [];

    /// <summary>Services that take an identifier of a row.</summary>
    public IReadOnlyList<ResultService> Services { get; init; } = [];
}

/// <summary>A fact on an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Text">More for people; null: nothing.</param>
public sealed record ResultInfo(string Name, string Value, string? Text = null);

/// <summary>A constant that goes with every row.</summary>
/// <param name="Column">What it is.</param>
/// <param name="Value">Its value as text.</param>
public sealed record ResultParameter(ColumnDescription Column, string Value);

/// <summary>A link of a result.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Title">What is there.</param>
/// <param name="ContentRole">As VOTable has it: <c>doc</c>, <c>query</c>, <c>type</c>, <c>location</c>; null: not said.</param>
public sealed record ResultLink(string Address, string Title, string? ContentRole = null);

/// <summary>A service that takes a row's identifier and tells what belongs to the row (DataLink 1.1, section 4).</summary>
/// <param name="Address">Its address.</param>
/// <param name="Column">The result's column that holds the identifier.</param>
public sealed record ResultService(string Address, string Column);
