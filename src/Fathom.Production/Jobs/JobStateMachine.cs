using Fathom.Production.Diagnosis;

namespace Fathom.Production.Jobs;

/// <summary>The life of a job and its attempts, as one pure function.</summary>
public static class JobStateMachine
{
    /// <summary>The cause of a job that is done, but whose payload has something to tell.</summary>
    public const string RemarkOfPayload = "Remark";

    private const string AwaitingPerson = "AwaitingPerson";

    /// <summary>Where a job is whose inputs a person holds, and the cause of one that had none other.</summary>
    public const string InputProblematic = "InputProblematic";

    /// <summary>Where a job is that a person has let try again and that has not started since.</summary>
    public const string Rescheduled = "Rescheduled";

    /// <summary>Where a job is that waits and is not tried again before its time (<see cref="Backoff"/>).</summary>
    public const string RetryLater = "RetryLater";

    /// <summary>Minor state of a job whose payload failed by its node: it is tried on another, where there is one.</summary>
    public const string RetryElsewhere = "RetryElsewhere";

    /// <summary>The state after an event, or why it is refused.</summary>
    /// <param name="job">The present state, null before the job was made.</param>
    /// <param name="happened">What happened.</param>
    public static JobTransition Apply(JobSnapshot? job, JobEvent happened) => (job, happened) switch
    {
        (null, JobCreated or JobsCreated) => JobSnapshot.New,
        (null, _) => JobRefusal.NoSuchJob,
        (_, JobCreated or JobsCreated) => JobRefusal.NotInThisState,
        (_, JobLeased leased) => Lease(job, leased),
        (_, AttemptEvent fenced) => CheckFence(job, fenced.Attempt, fenced.Lease) is { } refusal ? refusal : OfAttempt(job, fenced),
        _ => OfPerson(job, happened),
    };

    /// <summary>Whether number and lease are those of the live attempt: null where they are, else why not.</summary>
    public static JobRefusal? CheckFence(JobSnapshot job, int attempt, string lease) =>
        attempt != job.Attempt ? JobRefusal.StaleAttempt
        : !string.Equals(lease, job.Lease, StringComparison.Ordinal) ? JobRefusal.OtherLease
        : !job.HasLiveAttempt ? JobRefusal.AttemptClosed
        : null;

    private static JobTransition Lease(JobSnapshot job, JobLeased leased) =>
        job.State != JobState.Waiting ? JobRefusal.NotInThisState
        : leased.Attempt != job.Attempt + 1 ? JobRefusal.StaleAttempt
        : job with
        {
            State = JobState.Matched,
            Minor = "Leased",
            Attempt = leased.Attempt,
            Lease = leased.Lease,
            AttemptState = AttemptState.Leased,
        };

    private static JobTransition OfAttempt(JobSnapshot job, AttemptEvent happened) => (job.AttemptState, happened) switch
    {
        (AttemptState.Leased, PayloadStarted) =>
            job with { State = JobState.Running, Minor = "PayloadRunning", AttemptState = AttemptState.Running },
        (AttemptState.Leased or AttemptState.Running, OutputsUploaded uploaded) => job with
        {
            State = JobState.Completing,
            Minor = "Verifying",
            AttemptState = AttemptState.Uploaded,
            Cause = uploaded.Remark.Length > 0 ? RemarkOfPayload : "",
            CauseDetail = uploaded.Remark,
        },
        // What the payload remarked (such as damage of its input) stays with the job that is done.
        (AttemptState.Uploaded, OutputsAccepted) =>
            job with { State = JobState.Done, Minor = "", AttemptState = AttemptState.Accepted },
        // Only the server's check closes an uploaded attempt, and only an uploaded attempt can be refused by it.
        (AttemptState.Uploaded, AttemptEnded { Outcome: AttemptState.Refused or AttemptState.Failed } ended) => End(job, ended),
        (AttemptState.Leased or AttemptState.Running, AttemptEnded { Outcome: AttemptState.Failed or AttemptState.Lost } ended) => End(job, ended),
        _ => JobRefusal.NotInThisState,
    };

    private static JobSnapshot End(JobSnapshot job, AttemptEnded ended)
    {
        bool ofPayload = ended.Outcome == AttemptState.Failed;
        bool counts = ofPayload && !ended.Decision.Outside;
        bool retry = ended.Decision.Action == RecoveryAction.Retry;
        return job with
        {
            State = retry ? JobState.Waiting : JobState.Held,
            Minor = !retry ? AwaitingPerson : MinorOf(ended, ofPayload),
            AttemptState = ended.Outcome,
            PayloadFailures = job.PayloadFailures + (counts ? 1 : 0),
            InfrastructureLosses = job.InfrastructureLosses + (counts ? 0 : 1),
            LostHosts = ofPayload || ended.Decision.Outside ? job.LostHosts : job.LostHosts.With(ended.Host),
            Cause = ended.Decision.Cause,
            CauseDetail = ended.Decision.Detail,
        };
    }

    private static string MinorOf(AttemptEnded ended, bool ofPayload) =>
        ended.Verdict is { } verdict && Backoff.Waits(verdict.Action) ? RetryLater
        : ended.Decision.Elsewhere ? RetryElsewhere
        : ofPayload ? "RetryAfterFailure" : "RetryAfterLoss";

    private static JobTransition OfPerson(JobSnapshot job, JobEvent happened) => (job.State, happened) switch
    {
        (JobState.Waiting, JobHeld held) =>
            job with { State = JobState.Held, Minor = AwaitingPerson, Cause = held.Cause, CauseDetail = held.Detail },
        (JobState.Waiting, InputsHeld held) => job with
        {
            State = JobState.Held,
            Minor = InputProblematic,
            Cause = InputProblematic,
            CauseDetail = held.Reason,
        },
        // Held already: the cause stays what it was, which also tells a release that the job did not wait.
        (JobState.Held, InputsHeld) when job.Minor != InputProblematic => job with { Minor = InputProblematic },
        (JobState.Held, InputsReleased) when job.Minor == InputProblematic => job.Cause == InputProblematic
            ? job with { State = JobState.Waiting, Minor = Rescheduled, Cause = "", CauseDetail = "" }
            : job with { Minor = AwaitingPerson },
        (JobState.Waiting, JobRescheduled { Allowance: null }) => JobRefusal.NotInThisState,
        (JobState.Held or JobState.Killed or JobState.Waiting, JobRescheduled) => job with
        {
            State = JobState.Waiting,
            Minor = Rescheduled,
            PayloadFailures = 0,
            InfrastructureLosses = 0,
            LostHosts = HostSet.Empty,
            Cause = "",
            CauseDetail = "",
        },
        (JobState.Held or JobState.Waiting or JobState.Matched or JobState.Running or JobState.Completing, JobKilled killed) =>
            Close(job, JobState.Killed, "Killed", killed.Reason),
        (not JobState.Invalidated, JobInvalidated invalidated) => Close(job, JobState.Invalidated, "Invalidated", invalidated.Reason),
        _ => JobRefusal.NotInThisState,
    };

    private static JobSnapshot Close(JobSnapshot job, JobState state, string cause, string reason) => job with
    {
        State = state,
        Minor = "",
        AttemptState = job.HasLiveAttempt ? AttemptState.Killed : job.AttemptState,
        Cause = cause,
        CauseDetail = reason,
    };
}
