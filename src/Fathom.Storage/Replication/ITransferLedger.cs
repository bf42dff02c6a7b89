namespace Fathom.Storage.Replication;

/// <summary>What the replicator needs of the ledger. Leases and outcomes are fenced like those of attempts (law 6).</summary>
public interface ITransferLedger
{
    /// <summary>Elements that have a queued transfer now.</summary>
    Task<IReadOnlyList<string>> QueuedDestinationsAsync(CancellationToken cancellation);

    /// <summary>Takes the next queued transfer to an element, or null: Queued → Copying, under a new attempt and path.</summary>
    Task<LeasedTransfer?> LeaseTransferAsync(string destination, CancellationToken cancellation);

    /// <summary>Copying → Done: registers the replica. False where the fence no longer holds; the copy is then swept.</summary>
    Task<bool> AcceptTransferAsync(TransferFence fence, long size, string adler32, CancellationToken cancellation);

    /// <summary>
    /// Copying → Queued where <paramref name="final"/> is false, → Failed with the cause where it is true. The path of
    /// the attempt is abandoned, for the sweeper.
    /// </summary>
    Task FailTransferAsync(TransferFence fence, string cause, string detail, bool final, CancellationToken cancellation);
}

/// <summary>The fence of one attempt at a transfer.</summary>
public sealed record TransferFence(long TransferId, int Attempt, string Lease);

/// <summary>One attempt at a transfer.</summary>
/// <param name="Fence">Transfer, attempt number (from 1) and lease id.</param>
/// <param name="Lfn">Logical name of the file.</param>
/// <param name="Size">Bytes that the catalogue knows.</param>
/// <param name="Adler32">Checksum that the catalogue knows.</param>
/// <param name="Sources">Valid replicas, best first.</param>
/// <param name="Destination">Element that receives the copy.</param>
/// <param name="Path">Physical path there, of this attempt alone.</param>
/// <param name="Failures">Attempts before it that failed; those lost with the server do not count.</param>
public sealed record LeasedTransfer(
    TransferFence Fence,
    string Lfn,
    long Size,
    string Adler32,
    IReadOnlyList<TransferSource> Sources,
    string Destination,
    string Path,
    int Failures);

/// <summary>A replica to copy from.</summary>
public sealed record TransferSource(string Element, string Path);
