using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Pages;

/// <summary>A cluster from its first page until all of them are in the file.</summary>
internal sealed class OpenCluster(int columns)
{
    /// <summary>Pages that are not in the file yet, by column.</summary>
    internal List<PageJob>[] Jobs { get; } = [.. Enumerable.Range(0, columns).Select(_ => new List<PageJob>())];

    /// <summary>Pages that are in the file, by column.</summary>
    internal List<PageRecord>[] Pages { get; } = [.. Enumerable.Range(0, columns).Select(_ => new List<PageRecord>())];

    /// <summary>Bytes in memory of the elements of <see cref="Jobs"/>.</summary>
    internal long JobBytes { get; set; }

    internal long FirstEntry { get; set; }

    internal long EntryCount { get; set; }

    /// <summary>Elements of each column before this cluster.</summary>
    internal long[] FirstElements { get; set; } = [];

    /// <summary>Elements of each column in this cluster.</summary>
    internal long[] Elements { get; set; } = [];
}
