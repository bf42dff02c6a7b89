namespace Fathom.Production.Monitor.Selection;

/// <summary>Counts by cell.</summary>
internal interface ICells : IDisposable
{
    /// <summary>Counts rows by one code.</summary>
    void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> codes);

    /// <summary>Counts rows by two codes.</summary>
    void Add(ReadOnlySpan<ulong> words, ReadOnlySpan<int> first, ReadOnlySpan<int> second, int cardinality);

    /// <summary>Gives on each cell that is not empty.</summary>
    void GiveTo(LargestGroups largest);
}
