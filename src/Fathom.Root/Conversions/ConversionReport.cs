namespace Fathom.Root.Conversions;

/// <summary>What a conversion did.</summary>
/// <param name="Objects">Trees and RNTuples that were converted, and their entries.</param>
/// <param name="LeftOut">What was not, and why: columns that cannot be read, or that a tree cannot hold; other objects.</param>
public sealed record ConversionReport(IReadOnlyList<(string Name, long Entries)> Objects, IReadOnlyList<(string Name, string Reason)> LeftOut);

/// <summary>How far a conversion is.</summary>
/// <param name="Name">The tree or RNTuple.</param>
/// <param name="Done">Entries written.</param>
/// <param name="Entries">All of its entries.</param>
public readonly record struct ConversionProgress(string Name, long Done, long Entries);
