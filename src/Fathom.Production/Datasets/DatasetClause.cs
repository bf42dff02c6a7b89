namespace Fathom.Production.Datasets;

/// <summary>One condition that a file must meet; a query is the conjunction of its clauses.</summary>
public abstract record DatasetClause;

/// <summary><c>tier = RTRAW</c>: the file is of this tier.</summary>
/// <param name="Tier">See <see cref="Catalog.Files.FileTiers"/>.</param>
public sealed record TierClause(string Tier) : DatasetClause;

/// <summary><c>run in 10550..10600, 10612</c>: the file's run lies in one of the ranges.</summary>
/// <param name="Ranges">Sorted, without overlap or touching neighbours.</param>
public sealed record RunClause(IReadOnlyList<RunRange> Ranges) : DatasetClause;

/// <summary><c>grl = physics@2</c>: the file's run is on a version of a good run list.</summary>
/// <param name="Name">Name of the list.</param>
/// <param name="Version">Its version; null until the query is pinned: the newest then.</param>
public sealed record GoodRunClause(string Name, int? Version) : DatasetClause;

/// <summary><c>campaign = ReProd26A</c>, or <c>campaign = none</c>: who made the file.</summary>
/// <param name="Name">Name of the campaign; null: no campaign made it.</param>
public sealed record CampaignClause(string? Name) : DatasetClause;

/// <summary><c>software = 26.1</c>: version of the software of the campaign that made the file.</summary>
/// <param name="Version">The version.</param>
public sealed record SoftwareClause(string Version) : DatasetClause;

/// <summary><c>conditions = Reference26A</c>: conditions tag of the campaign that made the file.</summary>
/// <param name="Tag">Name of the tag.</param>
public sealed record ConditionsClause(string Tag) : DatasetClause;

/// <summary><c>lfn in a/b.root, a/c.root</c>: an explicit list of files.</summary>
/// <param name="Lfns">Logical file names, in the order of the text, each once.</param>
public sealed record NameClause(IReadOnlyList<string> Lfns) : DatasetClause;

/// <summary><c>meta.ibdPairs >= 1</c>: a number of the file's metadata; a file without it, or with a text there, does not match.</summary>
/// <param name="Key">Name in the metadata.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what.</param>
public sealed record NumberClause(string Key, DatasetOperator Operator, double Value) : DatasetClause;

/// <summary><c>meta.detector = 'juno-like'</c>: a text of the file's metadata; a file without it, or with a number there, does not match.</summary>
/// <param name="Key">Name in the metadata.</param>
/// <param name="Equal">True for =, false for !=.</param>
/// <param name="Value">With what.</param>
public sealed record TextClause(string Key, bool Equal, string Value) : DatasetClause;

/// <summary>Runs from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct RunRange(int First, int Last);

/// <summary>How numbers are compared.</summary>
public enum DatasetOperator
{
    /// <summary>=</summary>
    Equal,

    /// <summary>!=</summary>
    NotEqual,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    AtMost,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>&gt;=</summary>
    AtLeast,
}
