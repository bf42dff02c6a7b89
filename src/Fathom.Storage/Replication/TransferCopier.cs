using Fathom.Storage.Elements;
using Fathom.Storage.Load;

namespace Fathom.Storage.Replication;

/// <summary>How one attempt at a transfer went.</summary>
internal enum CopyVerdict
{
    Copied,
    SourceFault,
    DestinationFault,
}

/// <summary>Outcome of one attempt: the file where it was copied, else the cause.</summary>
internal sealed record CopyOutcome(CopyVerdict Verdict, StoredFile? File, string Cause, string Detail, bool OfElement = false);

/// <summary>Copies one file: from the first replica that is whole, to the attempt's own path, checked there.</summary>
internal sealed class TransferCopier(
    StorageElements elements, StorageLoadGovernor governor, StorageBandwidth storage, ReplicationOptions options, TimeProvider time)
{
    /// <summary>Tries the sources in turn. Whatever an element does wrong becomes an outcome.</summary>
    public async Task<CopyOutcome> CopyAsync(LeasedTransfer transfer, CancellationToken cancellation)
    {
        if (elements.Find(transfer.Destination) is not { } destination)
        {
            return new(CopyVerdict.DestinationFault, null, "StorageElementUnknown", $"There is no element {transfer.Destination}.");
        }
        var outcome = new CopyOutcome(CopyVerdict.SourceFault, null, "NoReplica", $"{transfer.Lfn} has no valid replica.");
        foreach (var source in transfer.Sources)
        {
            outcome = await CopyAsync(transfer, source, destination, cancellation);
            if (outcome.Verdict != CopyVerdict.SourceFault)
            {
                break;
            }
        }
        return outcome;
    }

    private async Task<CopyOutcome> CopyAsync(
        LeasedTransfer transfer, TransferSource source, IStorageElement destination, CancellationToken cancellation)
    {
        try
        {
            using var read = await governor.ReadAsync(source.Element, cancellation);
            using var write = await governor.WriteAsync(destination.Name, cancellation);
            using var pace = await TransferPace.TakeAsync(
                storage, source.Element, destination.Name, options.SlowestCopy(transfer.Size), options.FastestCopy, cancellation);
            Stream replica = new VerifiedSource(OpenSource(source), source, transfer.Size, transfer.Adler32);
            await using var bytes = double.IsPositiveInfinity(pace.BytesPerSecond) ? replica : new PacedSource(replica, pace.BytesPerSecond, time);
            await destination.CreateAsync(transfer.Path, bytes, cancellation);
            var file = await destination.MakeDurableAsync(transfer.Path, cancellation);
            return file.Size == transfer.Size && file.Adler32 == transfer.Adler32
                ? new(CopyVerdict.Copied, file, "", "")
                : new(CopyVerdict.DestinationFault, null, "CopyMismatched", Mismatch(transfer, file));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return OutcomeOf(failure, destination.Name);
        }
    }

    private Stream OpenSource(TransferSource source) =>
        elements.Find(source.Element)?.OpenRead(source.Path)
        ?? throw new BadReplicaException(source.Element, source.Path, "there is no such element.");

    private static string Mismatch(LeasedTransfer transfer, StoredFile file) =>
        $"The copy {transfer.Destination}:{transfer.Path} has {file.Size} bytes with adler32 {file.Adler32}, "
        + $"expected {transfer.Size} with {transfer.Adler32}.";

    private static CopyOutcome OutcomeOf(Exception failure, string destination) => failure switch
    {
        BadReplicaException => new(CopyVerdict.SourceFault, null, "ReplicaDamaged", failure.Message),
        StorageException fault => new(
            fault.Element != destination ? CopyVerdict.SourceFault : CopyVerdict.DestinationFault, null, fault.Cause, fault.Message,
            fault is not (StorageMissingException or StorageConflictException)),
        _ => new(CopyVerdict.DestinationFault, null, "CopyFailed", $"{failure.GetType().Name}: {failure.Message}"),
    };
}
