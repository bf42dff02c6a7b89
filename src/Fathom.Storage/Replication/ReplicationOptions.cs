namespace Fathom.Storage.Replication;

/// <summary>How the replicator works.</summary>
public sealed class ReplicationOptions
{
    /// <summary>Copies at a time to one destination. Default 2.</summary>
    public int CopiesPerDestination { get; init; } = 2;

    /// <summary>Failed attempts at a transfer before it is Failed; those lost with the server do not count. Default 6.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The same where an element failed and the file may be whole: full, away, refusing. With the waits, about a day. Default 300.</summary>
    public int AttemptsAtElement { get; init; } = 300;

    /// <summary>Wait after the first failure; each further one doubles it. Default 1 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait. Default 5 min.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>One copy may take this long. Default 30 min.</summary>
    public TimeSpan CopyTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The ledger is asked for queued transfers this often. Default 0.5 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>No copy is granted more than this where an element has a ceiling [byte/s]. Default 100 MB/s.</summary>
    public double FastestCopy { get; init; } = 100e6;

    /// <summary>The slowest pace at which a copy of so many bytes is worth its begin [byte/s]: it leaves most of its time for the wait.</summary>
    public double SlowestCopy(long bytes) => Math.Clamp(bytes / (CopyTimeout.TotalSeconds / 3), 1, FastestCopy);

    /// <summary>Wait after so many failures in a row: doubles from the first to the longest.</summary>
    public TimeSpan WaitAfter(int failures) => failures <= 0
        ? TimeSpan.Zero
        : TimeSpan.FromTicks((long)Math.Min(LongestWait.Ticks, FirstWait.Ticks * Math.Pow(2, failures - 1)));
}
