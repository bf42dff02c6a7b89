namespace Fathom.Root.Batches;

/// <summary>How columns are read batch by batch.</summary>
public sealed record BatchOptions
{
    private const int MaximumBatchBytes = 1 << 28;
    private const int MaximumThreads = 64;

    /// <summary>
    /// Values of all chosen columns in one batch [byte], about. Twice as many batches are in memory as there are threads, and
    /// one more. Default: 2 MiB, which stays in the caches of most processors.
    /// </summary>
    public int BatchBytes { get; init; } = 2 << 20;

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
