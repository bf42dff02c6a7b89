namespace Fathom.Root.Chains;

/// <summary>One of the files of a chain.</summary>
/// <param name="Path">The file.</param>
/// <param name="First">Its first entry, counted over the chain.</param>
/// <param name="Count">Its entries.</param>
internal sealed record ChainFile(string Path, long First, long Count);
