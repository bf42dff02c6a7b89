using Fathom.Catalog.Runs;
using Fathom.Production.Operations;

namespace Fathom.Cli.Workspaces;

/// <summary>The operations of a session that only reads: every call is a mistake of the command.</summary>
internal sealed class NoOperations : IWorkspaceOperations
{
    public static NoOperations Instance { get; } = new();

    public Task AnnounceAsync(PathAnnouncement announcement, CancellationToken cancellation) => throw Refusal();

    public Task RegisterFileAsync(FileImport file, CancellationToken cancellation) => throw Refusal();

    public Task RegisterRunAsync(RunImport run, CancellationToken cancellation) => throw Refusal();

    public Task<GoodRunList> AddGoodRunListAsync(GoodRunListText list, CancellationToken cancellation) => throw Refusal();

    public Task<CommandReply> RunAsync(OperatorCommand command, CancellationToken cancellation) => throw Refusal();

    private static InvalidOperationException Refusal() => new("The session was opened for reading.");
}
