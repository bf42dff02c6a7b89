using System.Globalization;
using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Database.Requests;
using Fathom.Database.Writing;
using Fathom.Production.Attempts;
using Fathom.Production.State;
using Fathom.Storage.Replication;

namespace Fathom.Production.Transfers;

/// <summary>The ledger as the replicator uses it: leases and outcomes of transfers, fenced like those of attempts (law 6).</summary>
public sealed class TransferLedger(Ledger ledger) : ITransferLedger
{
    // A copy that was made durable and yet differs from the catalogue, at the server's own look.
    private const int MaximumFailures = 8;

    private const string Folder = "transfers";

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> QueuedDestinationsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>(ledger.Database.Read(connection => connection.Select(
            """
            SELECT DISTINCT x.destination FROM transfer x JOIN storage_element s ON s.name = x.destination
            WHERE x.state = 'Queued' AND s.banned IS NULL ORDER BY x.destination
            """,
            null,
            row => row.GetString(0))));

    /// <inheritdoc/>
    public Task<LeasedTransfer?> LeaseTransferAsync(string destination, CancellationToken cancellation) =>
        ledger.Memory.WriteAsync(work => Lease(work.Sql, destination));

    /// <inheritdoc/>
    public Task<bool> AcceptTransferAsync(TransferFence fence, long size, string adler32, CancellationToken cancellation) =>
        ledger.Memory.WriteAsync(work => Accept(work, fence, size, adler32));

    /// <inheritdoc/>
    public Task FailTransferAsync(TransferFence fence, string cause, string detail, bool final, CancellationToken cancellation) =>
        ledger.Memory.WriteAsync(work =>
        {
            if (Fenced(work.Sql, fence) is not { } transfer)
            {
                return false;
            }

            Close(work, transfer, new TransferFailed(fence.Attempt, fence.Lease, cause, detail, final));
            return true;
        });

    /// <summary>Queues the copy of a file to an element, by a person.</summary>
    public Task<OperationReply> QueueAsync(string requestId, long fileId, string destination, string actor) =>
        ledger.Database.WriteAsync(transaction => RequestJournal.Once(
            transaction, requestId, "replicate", new { fileId, destination, actor }, () => Queue(transaction, fileId, destination, actor)));

    private static OperationReply Queue(WriteTransaction transaction, long fileId, string destination, string actor)
    {
        if (!transaction.Connection.Exists("SELECT 1 FROM file WHERE id = @fileId AND state = 'Valid'", new { fileId }))
        {
            return OperationReply.Refused($"There is no valid file {fileId}.");
        }

        if (!transaction.Connection.Exists("SELECT 1 FROM storage_element WHERE name = @destination", new { destination }))
        {
            return OperationReply.Refused($"There is no storage element {destination}.");
        }

        if (transaction.Connection.Exists(
            "SELECT 1 FROM replica WHERE file_id = @fileId AND se = @destination AND state = 'Valid'", new { fileId, destination }))
        {
            return OperationReply.Refused($"File {fileId} has a valid replica at {destination} already.");
        }

        TransferJournal.Queue(transaction, fileId, destination, actor);
        return OperationReply.Ok;
    }

    private static LeasedTransfer? Lease(WriteTransaction transaction, string destination)
    {
        long? id = transaction.Connection.SelectFirst<long?>(
            "SELECT id FROM transfer WHERE state = 'Queued' AND destination = @destination ORDER BY failures, id LIMIT 1",
            new { destination },
            row => row.GetInt64(0));
        if (id is null || TransferRecord.Find(transaction.Connection, id.Value) is not { } transfer)
        {
            return null;
        }

        (string lfn, long size, string adler32) = transaction.Connection.SelectFirst(
            "SELECT lfn, size, adler32 FROM file WHERE id = @FileId", new { transfer.FileId },
            row => (row.GetString(0), row.GetInt64(1), row.GetString(2)));
        string lease = JobLeasing.NewLease();
        int attempt = transfer.Snapshot.Attempt + 1;
        var fence = new TransferFence(transfer.Id, attempt, lease);
        string path = AttemptPath(fence, lfn);
        TransferJournal.Apply(transaction, transfer, new TransferLeased(attempt, lease, path), Actors.Server);
        return new LeasedTransfer(
            fence, lfn, size, adler32, Sources(transaction, transfer.FileId), destination, path, transfer.Snapshot.Failures);
    }

    private static bool Accept(LedgerWork work, TransferFence fence, long size, string adler32)
    {
        WriteTransaction transaction = work.Sql;
        if (Fenced(transaction, fence) is not { } transfer)
        {
            return false;
        }

        (long expectedSize, string expectedSum) = transaction.Connection.SelectFirst(
            "SELECT size, adler32 FROM file WHERE id = @FileId", new { transfer.FileId }, row => (row.GetInt64(0), row.GetString(1)));
        if (size != expectedSize || adler32 != expectedSum)
        {
            bool final = transfer.Snapshot.Failures + 1 >= MaximumFailures;
            string detail = $"{transfer.Destination}:{transfer.Snapshot.Path}: expected {expectedSize} bytes, adler32 {expectedSum}; found {size}, {adler32}.";
            Close(work, transfer, new TransferFailed(fence.Attempt, fence.Lease, "CopyDiffers", detail, final));
            return false;
        }

        long replica = FileRegistrar.AddReplica(transaction, transfer.FileId, transfer.Destination, transfer.Snapshot.Path, Actors.Server);
        Close(work, transfer, new TransferAccepted(fence.Attempt, fence.Lease, replica));
        return true;
    }

    // A copy that comes in under a fence that no longer holds leaves bytes behind, perhaps after its path was swept: sweep again.
    private static TransferRecord? Fenced(WriteTransaction transaction, TransferFence fence)
    {
        if (TransferRecord.Find(transaction.Connection, fence.TransferId) is not { } transfer)
        {
            return null;
        }

        if (TransferStateMachine.CheckFence(transfer.Snapshot, fence.Attempt, fence.Lease) is null)
        {
            return transfer;
        }

        string lfn = transaction.Connection.SelectFirst(
            "SELECT lfn FROM file WHERE id = @FileId", new { transfer.FileId }, row => row.GetString(0))!;
        TransferJournal.Abandon(transaction, transfer.Destination, AttemptPath(fence, lfn));
        return null;
    }

    // Below a folder of its own: no path of a job's attempt is ever that of a transfer.
    private static string AttemptPath(TransferFence fence, string lfn) => string.Create(
        CultureInfo.InvariantCulture, $"{Folder}/{fence.TransferId:D8}-{fence.Attempt}-{ShortLease(fence.Lease)}/{LastPart(lfn)}");

    private static ReadOnlySpan<char> ShortLease(string lease) => lease.AsSpan(0, Math.Min(12, lease.Length));

    private static void Close(LedgerWork work, TransferRecord transfer, TransferEvent happened)
    {
        if (TransferJournal.Apply(work.Sql, transfer, happened, Actors.Server) is null
            && work.Sql.Connection.SelectFirst<long?>(
                "SELECT campaign_id FROM file WHERE id = @FileId", new { transfer.FileId }, row => row.LongOrNull(0)) is { } campaign)
        {
            work.State.MayHaveEnded(campaign);
        }
    }

    private static List<TransferSource> Sources(WriteTransaction transaction, long file) => transaction.Connection.Select(
        """
        SELECT r.se, r.path FROM replica r JOIN storage_element s ON s.name = r.se
        WHERE r.file_id = @file AND r.state = 'Valid' AND s.banned IS NULL ORDER BY r.id
        """,
        new { file },
        row => new TransferSource(row.GetString(0), row.GetString(1)));

    private static string LastPart(string lfn) => lfn[(lfn.LastIndexOf('/') + 1)..];
}
