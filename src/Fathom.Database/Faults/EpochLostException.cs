namespace Fathom.Database.Faults;

/// <summary>Another server has taken the workspace since: this one writes nothing more and must end (law 2).</summary>
public sealed class EpochLostException(string path, long ours, long found) : WorkspaceException(
    WorkspaceProblem.EpochLost,
    path,
    $"{path}: this server holds epoch {ours}, the workspace is at epoch {found}: another server has taken it over. " +
    "This server ends without writing; use the other one.")
{
    /// <summary>The epoch under which this server was started.</summary>
    public long Ours { get; } = ours;

    /// <summary>The epoch found in the workspace.</summary>
    public long Found { get; } = found;
}
