namespace Fathom.Storage.Sweeping;

/// <summary>What the sweeper needs of the ledger: only what is closed there is ever deleted.</summary>
public interface ISweepLedger
{
    /// <summary>Paths of closed attempts and transfers that are not swept yet, oldest first.</summary>
    Task<IReadOnlyList<ClosedPath>> ClosedPathsAsync(int limit, CancellationToken cancellation);

    /// <summary>
    /// The path holds nothing now but what it keeps. The ledger names it again, and it is swept again, for as long as
    /// its former writer may still be writing.
    /// </summary>
    Task MarkSweptAsync(ClosedPath path, CancellationToken cancellation);
}

/// <summary>A path whose writer is closed in the ledger.</summary>
/// <param name="Element">Storage element.</param>
/// <param name="Path">Folder or file that belonged to the writer alone.</param>
/// <param name="Keep">Accepted files at or below it, which stay.</param>
public sealed record ClosedPath(string Element, string Path, IReadOnlyList<string> Keep);
