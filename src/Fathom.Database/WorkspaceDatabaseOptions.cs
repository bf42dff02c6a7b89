namespace Fathom.Database;

/// <summary>How a workspace's database is opened.</summary>
public sealed class WorkspaceDatabaseOptions
{
    /// <summary>Whether this process takes the workspace as its one writer. Default: <see cref="WorkspaceAccess.Write"/>.</summary>
    public WorkspaceAccess Access { get; init; } = WorkspaceAccess.Write;

    /// <summary>Clock for labels and waiting. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long SQLite waits for another process's lock. Default: 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Works that may share one commit. Default: 4096.</summary>
    public int MaximumGroup { get; init; } = 4096;

    /// <summary>A group takes up no further work once it has run for so long. Default: 50 ms.</summary>
    public TimeSpan MaximumGroupTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>SQLite's write-ahead log is brought back to nothing once it is longer [bytes]. Default: 64 MiB.</summary>
    public long WalLimit { get; init; } = 64L << 20;

    /// <summary>Page cache of the writer's SQLite connection [bytes]. Default: 96 MiB.</summary>
    public long WriterCache { get; init; } = 96L << 20;

    /// <summary>Page cache of each of SQLite's readers [bytes]. Default: 8 MiB.</summary>
    public long ReaderCache { get; init; } = 8L << 20;

    /// <summary>Time added to each sync, to measure as on a slower disk. Default: none.</summary>
    public TimeSpan AddedSyncTime { get; init; } = TimeSpan.Zero;

    /// <summary>Generation that the database must have, see ADR 0009; null where none is asked for. Default: null.</summary>
    public long? Generation { get; init; }

    /// <summary>Read connections kept open when idle. Default: 8.</summary>
    public int IdleReaders { get; init; } = 8;

    /// <summary>Called before each commit: a test makes the disk fail here.</summary>
    internal Action? BeforeCommit { get; init; }

    /// <summary>Opens a PostgreSQL database also where another server holds its session lock: a test of the second fence, the epoch.</summary>
    internal bool IgnoreSessionLock { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumGroup, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(IdleReaders, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(WalLimit, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(AddedSyncTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.Zero);
    }
}

/// <summary>What a process may do with a workspace's database.</summary>
public enum WorkspaceAccess
{
    /// <summary>Creates or migrates it, takes a new epoch, reads and writes. One process at a time.</summary>
    Write,

    /// <summary>Reads only; any number of processes, beside a server.</summary>
    Read,
}
