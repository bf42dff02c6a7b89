using Fathom.Database.Faults;
using Fathom.Storage.Elements;

namespace Fathom.Portal.Server;

/// <summary>Why a server ended.</summary>
/// <param name="ExitCode">Exit code for its process, after BSD's sysexits.</param>
/// <param name="Message">What happened and what to do next; empty after an ordered stop.</param>
public sealed record ServerEnd(int ExitCode, string Message)
{
    /// <summary>True where the workspace's database is another one now, and the server goes on there, in the same process.</summary>
    public bool GoesOn { get; init; }

    private const int NoSpace = 28; // ENOSPC, which .NET passes on as the HResult

    /// <summary>Stopped in order: 0.</summary>
    public static ServerEnd Stopped { get; } = new(0, "");

    /// <summary>The end that a fault brings: 74 the disk failed or is full, 75 another server took the workspace, 70 a defect.</summary>
    public static ServerEnd Of(Exception fault) => fault switch
    {
        WorkspaceException { Problem: WorkspaceProblem.Moved } moved => new(0, moved.Message) { GoesOn = true },
        WorkspaceException { Problem: WorkspaceProblem.EpochLost or WorkspaceProblem.Taken } lost => new(75, lost.Message),
        WorkspaceException disk => new(74, disk.Message),
        StorageDurabilityException storage => new(74, storage.Message + " The server ends; everything acknowledged is kept. Check the disk, then start again."),
        StorageFullException full => new(74, full.Message),
        IOException { HResult: NoSpace } full => new(74, $"The disk is full: {full.Message} The server ends; everything acknowledged is kept. Free some space, then start again."),
        _ => new(70, $"A defect ended the server: {fault}"),
    };
}
