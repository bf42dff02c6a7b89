namespace Fathom.Root.Batches;

/// <summary>How columns are read batch by batch.</summary>
public sealed record BatchOptions
{
    private const int MaximumBatchBytes = 1 << 28;
    private const int MaximumThreads = 64;

    /// <summary>
    /// Values of all chosen columns in one batch [byte], about. Two batches more are in memory than there are threads.
    /// Default: 1 MiB, which stays in the caches of most processors.
    /// </summary>
    public int BatchBytes { get; init; } = 1 << 20;

    /// <summary>Batches that are read at the same time. Default: as many as there are processors, at most 8.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 8);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchBytes, MaximumBatchBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, MaximumThreads);
    }
}
