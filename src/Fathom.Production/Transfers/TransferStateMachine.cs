using Fathom.Production.Jobs;

namespace Fathom.Production.Transfers;

/// <summary>The life of a transfer, as one pure function; its fence is that of a job's attempt (law 6).</summary>
public static class TransferStateMachine
{
    /// <summary>The state after an event, or why it is refused.</summary>
    public static TransferTransition Apply(TransferSnapshot? transfer, TransferEvent happened) => (transfer, happened) switch
    {
        (null, TransferQueued) => TransferSnapshot.New,
        (null, _) => JobRefusal.NoSuchJob,
        (_, TransferLeased leased) => Lease(transfer, leased),
        (_, TransferAttemptEvent fenced) => CheckFence(transfer, fenced.Attempt, fenced.Lease) is { } refusal ? refusal : OfAttempt(transfer, fenced),
        ({ State: TransferState.Failed }, TransferRetried) =>
            transfer with { State = TransferState.Queued, Failures = 0, Cause = "", CauseDetail = "" },
        ({ State: TransferState.Queued or TransferState.Copying }, TransferCancelled cancelled) =>
            transfer with { State = TransferState.Failed, Lease = "", Cause = "FileInvalidated", CauseDetail = cancelled.Reason },
        _ => JobRefusal.NotInThisState,
    };

    /// <summary>Whether number and lease are those of the live attempt: null where they are, else why not.</summary>
    public static JobRefusal? CheckFence(TransferSnapshot transfer, int attempt, string lease) =>
        attempt != transfer.Attempt ? JobRefusal.StaleAttempt
        : transfer.State != TransferState.Copying ? JobRefusal.AttemptClosed
        : !string.Equals(lease, transfer.Lease, StringComparison.Ordinal) ? JobRefusal.OtherLease
        : null;

    private static TransferTransition Lease(TransferSnapshot transfer, TransferLeased leased) =>
        transfer.State != TransferState.Queued ? JobRefusal.NotInThisState
        : leased.Attempt != transfer.Attempt + 1 ? JobRefusal.StaleAttempt
        : transfer with { State = TransferState.Copying, Attempt = leased.Attempt, Lease = leased.Lease, Path = leased.Path };

    private static TransferTransition OfAttempt(TransferSnapshot transfer, TransferAttemptEvent happened) => happened switch
    {
        TransferAccepted => transfer with { State = TransferState.Done, Lease = "", Cause = "", CauseDetail = "" },
        TransferFailed failed => transfer with
        {
            State = failed.Final ? TransferState.Failed : TransferState.Queued,
            Lease = "",
            Failures = transfer.Failures + 1,
            Cause = failed.Cause,
            CauseDetail = failed.Detail,
        },
        TransferLost => transfer with { State = TransferState.Queued, Lease = "" },
        _ => JobRefusal.NotInThisState,
    };
}

/// <summary>What became of a transfer by an event: its next state, or why the event is refused.</summary>
public readonly record struct TransferTransition(TransferSnapshot? Next, JobRefusal? Refusal)
{
    /// <summary>Taken.</summary>
    public static implicit operator TransferTransition(TransferSnapshot next) => new(next, null);

    /// <summary>Refused.</summary>
    public static implicit operator TransferTransition(JobRefusal refusal) => new(null, refusal);
}
