using Fathom.Cli.Workspaces;
using Fathom.Production.Operations;

namespace Fathom.Cli.Commands.Releases;

/// <summary>Writes what is done with releases into the operators' log: who, when, why.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="reason">Why.</param>
internal sealed class ReleaseLog(string workspace, string reason)
{
    /// <summary>A draft was made.</summary>
    public Task DraftedAsync(string name, string version, CancellationToken stop) => WriteAsync(new RecordPublication(name, version, false, reason), stop);

    /// <summary>A version is about to be public.</summary>
    public Task PublishingAsync(string name, string version, CancellationToken stop) => WriteAsync(new RecordPublication(name, version, true, reason), stop);

    private async Task WriteAsync(OperatorCommand command, CancellationToken stop)
    {
        using WorkspaceSession session = WorkspaceSession.OpenForWriting(workspace);
        CampaignCommand.MustBeDone(await session.Operations.RunAsync(command, stop));
    }
}
