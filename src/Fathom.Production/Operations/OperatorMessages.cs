using Fathom.Catalog.Runs;

namespace Fathom.Production.Operations;

/// <summary>Paths at an element that are about to be written for files that no job makes.</summary>
/// <param name="Element">Storage element.</param>
/// <param name="Paths">Physical paths below its root.</param>
public sealed record PathAnnouncement(string Element, IReadOnlyList<string> Paths);

/// <summary>A file whose bytes were written at an element and that is to be registered.</summary>
/// <param name="Lfn">Logical file name.</param>
/// <param name="Tier">Tier.</param>
/// <param name="Run">Run, where it has one.</param>
/// <param name="Section">Section of the run.</param>
/// <param name="Element">Element that holds it.</param>
/// <param name="Path">Physical path there.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Metadata">Further facts, JSON object text.</param>
public sealed record FileImport(
    string Lfn, string Tier, int? Run, int? Section, string Element, string Path, long Events, string Metadata)
{
    /// <summary>Why, for the operators' log.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A run with all its files: registered together or not at all.</summary>
public sealed record RunImport(RunRecord Run, IReadOnlyList<FileImport> Files)
{
    /// <summary>Why, for the operators' log.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>The text of a good run list.</summary>
public sealed record GoodRunListText(string Name, string Text)
{
    /// <summary>Why, for the operators' log.</summary>
    public string Reason { get; init; } = "";
}
