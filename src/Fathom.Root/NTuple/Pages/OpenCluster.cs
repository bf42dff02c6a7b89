using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Pages;

/// <summary>A cluster from its first page until all of them are in the file.</summary>
internal sealed class OpenCluster(int columns)
{
    private List<PageJob>[] _jobs = ByColumn<PageJob>(columns);

    /// <summary>Pages that are in the file, by column.</summary>
    internal List<PageRecord>[] Pages { get; } = ByColumn<PageRecord>(columns);

    /// <summary>Bytes in memory of the elements of pages that were not taken.</summary>
    internal long JobBytes { get; private set; }

    internal long FirstEntry { get; set; }

    internal long EntryCount { get; set; }

    /// <summary>Elements of each column before this cluster.</summary>
    internal long[] FirstElements { get; set; } = [];

    /// <summary>Of each column, that which has the pages of its field: itself, or another.</summary>
    internal int[] StandIns { get; set; } = [];

    /// <summary>Elements of each column in this cluster.</summary>
    internal long[] Elements { get; set; } = [];

    internal void Add(int column, PageJob job)
    {
        _jobs[column].Add(job);
        JobBytes += job.ElementBytes;
    }

    /// <summary>Pages that were not taken before, by column; <see cref="Pages"/> will have them when they are in the file.</summary>
    internal List<PageJob>[] TakeJobs()
    {
        List<PageJob>[] taken = _jobs;
        _jobs = ByColumn<PageJob>(columns);
        JobBytes = 0;
        return taken;
    }

    private static List<T>[] ByColumn<T>(int columns) => [.. Enumerable.Range(0, columns).Select(_ => new List<T>())];
}
