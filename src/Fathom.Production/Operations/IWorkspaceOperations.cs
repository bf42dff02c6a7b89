using Fathom.Catalog.Runs;

namespace Fathom.Production.Operations;

/// <summary>What an operator may change in a workspace: in this process where no server runs, else through the server.</summary>
/// <remarks>Refusals of the catalogue are <see cref="Catalog.CatalogueException"/>; nothing was changed then.</remarks>
public interface IWorkspaceOperations
{
    /// <summary>Notes paths that are about to be written; must come before the bytes.</summary>
    Task AnnounceAsync(PathAnnouncement announcement, CancellationToken cancellation);

    /// <summary>Checks the bytes of a file at its element, makes them durable and registers it. Repeating it is harmless.</summary>
    Task RegisterFileAsync(FileImport file, CancellationToken cancellation);

    /// <summary>Checks a run's files at their element, makes them durable, and registers run and files in one transaction.</summary>
    Task RegisterRunAsync(RunImport run, CancellationToken cancellation);

    /// <summary>Adds the next version of a good run list.</summary>
    Task<GoodRunList> AddGoodRunListAsync(GoodRunListText list, CancellationToken cancellation);

    /// <summary>Runs a command of the operator. Where a bulk action works on it, that goes on after the answer.</summary>
    Task<CommandReply> RunAsync(OperatorCommand command, CancellationToken cancellation);
}
