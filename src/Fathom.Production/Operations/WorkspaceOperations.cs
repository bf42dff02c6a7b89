using Fathom.Catalog.Runs;

namespace Fathom.Production.Operations;

/// <summary>The operator's writes in the process that holds the workspace.</summary>
/// <param name="imports">The way into the catalogue.</param>
/// <param name="commands">The operators' commands.</param>
/// <param name="actor">Who does it, as the ledger's events name them.</param>
public sealed class WorkspaceOperations(CatalogueImport imports, OperatorCommands commands, string actor) : IWorkspaceOperations
{
    /// <inheritdoc/>
    public Task AnnounceAsync(PathAnnouncement announcement, CancellationToken cancellation) => imports.AnnounceAsync(announcement);

    /// <inheritdoc/>
    public Task RegisterFileAsync(FileImport file, CancellationToken cancellation) => imports.RegisterFileAsync(file, actor, cancellation);

    /// <inheritdoc/>
    public Task RegisterRunAsync(RunImport run, CancellationToken cancellation) => imports.RegisterRunAsync(run, actor, cancellation);

    /// <inheritdoc/>
    public Task<GoodRunList> AddGoodRunListAsync(GoodRunListText list, CancellationToken cancellation) => imports.AddGoodRunListAsync(list, actor);

    /// <inheritdoc/>
    public async Task<CommandReply> RunAsync(OperatorCommand command, CancellationToken cancellation)
    {
        CommandReply reply = await commands.RunAsync(NewId(), command, actor);
        // No server is there to work on it.
        await commands.Bulk.RunAsync(cancellation);
        return reply;
    }

    // In one process no answer can get lost on the way, so that no request is ever repeated under its id.
    private static string NewId() => Guid.NewGuid().ToString();
}
