namespace Fathom.Root.NTuple.Pages;

/// <summary>A decoded page. Columns of different types may share one place in the file, where their bytes are equal.</summary>
/// <param name="Offset">Where it lies in the file.</param>
/// <param name="Elements">Number of its elements.</param>
/// <param name="Format">What it is decoded by.</param>
internal readonly record struct PageKey(long Offset, int Elements, PageFormat Format);
