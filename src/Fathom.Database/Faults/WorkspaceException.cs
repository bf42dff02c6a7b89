namespace Fathom.Database.Faults;

/// <summary>A workspace cannot be used, or a write could not be made durable. The message says what to do next.</summary>
public class WorkspaceException(WorkspaceProblem problem, string path, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public WorkspaceProblem Problem { get; } = problem;

    /// <summary>The file or folder it is about.</summary>
    public string Path { get; } = path;

    /// <summary>True where the server that meets it must end: what it knows may no longer be what is stored (law 4).</summary>
    public bool IsFatal => Problem is WorkspaceProblem.DiskFailed or WorkspaceProblem.Damaged or WorkspaceProblem.EpochLost
        or WorkspaceProblem.Moved or WorkspaceProblem.Inconsistent;
}
