using Fathom.Database.Measuring;

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

    /// <summary>Works that may share one commit. Default: 256.</summary>
    public int MaximumGroup { get; init; } = 256;

    /// <summary>Read connections kept open when idle. Default: 8.</summary>
    public int IdleReaders { get; init; } = 8;

    /// <summary>Measures the commits.</summary>
    public CommitMeter Commits { get; } = new();

    /// <summary>Called before each commit: a test makes the disk fail here.</summary>
    internal Action? BeforeCommit { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumGroup, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(IdleReaders, 0);
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
