namespace Fathom.Storage.Replication;

/// <summary>The transfers to one destination, and how it has fared of late.</summary>
/// <remarks><paramref name="watch"/> takes tasks that go on beyond a drain; whoever owns the lane awaits them.</remarks>
internal sealed class DestinationLane(
    string destination, ITransferLedger ledger, TransferCopier copier, ReplicationOptions options, TimeProvider time, Action<Task> watch)
{
    private readonly Lock gate = new();
    private int faultsInRow;
    private long pausedSince;

    /// <summary>Carries out what is queued; returns when nothing is left or the destination needs a pause.</summary>
    public Task DrainAsync(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, options.CopiesPerDestination).Select(_ => Task.Run(() => WorkAsync(cancellation), cancellation)));

    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (!Pauses() && await ledger.LeaseTransferAsync(destination, cancellation) is { } transfer)
        {
            var outcome = await CopyWithTimeoutAsync(transfer, cancellation);
            NoteDestination(outcome.Verdict);
            switch (outcome.Verdict)
            {
                case CopyVerdict.Copied:
                    await ledger.AcceptTransferAsync(transfer.Fence, outcome.File!.Size, outcome.File.Adler32!, cancellation);
                    break;
                case CopyVerdict.DestinationFault:
                    await FailAsync(transfer, outcome, cancellation);
                    break;
                default:
                    watch(FailAfterRestAsync(transfer, outcome, cancellation));
                    break;
            }
        }
    }

    private async Task<CopyOutcome> CopyWithTimeoutAsync(LeasedTransfer transfer, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.CopyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return await copier.CopyAsync(transfer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(CopyVerdict.DestinationFault, null, "CopyTimedOut", $"Copying {transfer.Lfn} took longer than {options.CopyTimeout}.");
        }
    }

    /// <summary>A file without a good source rests in its lease, so that it neither spins nor holds up the files after it.</summary>
    private async Task FailAfterRestAsync(LeasedTransfer transfer, CopyOutcome outcome, CancellationToken cancellation)
    {
        if (!IsLast(transfer, outcome))
        {
            await Task.Delay(options.WaitAfter(transfer.Failures + 1), time, cancellation);
        }
        await FailAsync(transfer, outcome, cancellation);
    }

    private Task FailAsync(LeasedTransfer transfer, CopyOutcome outcome, CancellationToken cancellation) =>
        ledger.FailTransferAsync(transfer.Fence, outcome.Cause, outcome.Detail, IsLast(transfer, outcome), cancellation);

    // Failures, not attempts: a server that is restarted again and again must not use up the tries of what it was copying.
    private bool IsLast(LeasedTransfer transfer, CopyOutcome outcome) =>
        transfer.Failures + 1 >= (outcome.OfElement ? options.AttemptsAtElement : options.Attempts);

    private void NoteDestination(CopyVerdict verdict)
    {
        lock (gate)
        {
            faultsInRow = verdict switch
            {
                CopyVerdict.DestinationFault => faultsInRow + 1,
                CopyVerdict.Copied => 0,
                _ => faultsInRow,
            };
            pausedSince = time.GetTimestamp();
        }
    }

    private bool Pauses()
    {
        lock (gate)
        {
            return faultsInRow > 0 && time.GetElapsedTime(pausedSince) < options.WaitAfter(faultsInRow);
        }
    }
}
