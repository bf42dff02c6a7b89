namespace Fathom.Production.Jobs;

/// <summary>A job and its latest attempt: what the state machine knows.</summary>
/// <param name="State">State of the job.</param>
/// <param name="Minor">Where it is within the state; one of a few fixed words.</param>
/// <param name="Attempt">Number of the latest attempt, 0 before the first.</param>
/// <param name="AttemptState">Its state, null before the first.</param>
/// <param name="Lease">Its lease id.</param>
/// <param name="PayloadFailures">Failures of the payload since the job was created or rescheduled.</param>
/// <param name="InfrastructureLosses">Losses of the infrastructure since then.</param>
/// <param name="LostHosts">The different hosts of those losses.</param>
/// <param name="Cause">Normalised cause, where the job is held or killed.</param>
/// <param name="CauseDetail">Its message.</param>
public sealed record JobSnapshot(
    JobState State, string Minor, int Attempt, AttemptState? AttemptState, string Lease,
    int PayloadFailures, int InfrastructureLosses, HostSet LostHosts, string Cause, string CauseDetail)
{
    /// <summary>A job that was just created.</summary>
    public static JobSnapshot New { get; } = new(JobState.Waiting, "", 0, null, "", 0, 0, HostSet.Empty, "", "");

    /// <summary>True where the latest attempt is live.</summary>
    public bool HasLiveAttempt => AttemptState is { } state && state.IsLive();

    /// <summary>Hosts that its next attempt avoids, where there are others.</summary>
    /// <param name="latestHost">Where its latest attempt ran.</param>
    public HostSet Avoided(string latestHost) => Minor == JobStateMachine.RetryElsewhere && latestHost.Length > 0 ? LostHosts.With(latestHost) : LostHosts;

    /// <summary>How long a job with this id waits from its latest failure until it is tried again; zero: it may be at once.</summary>
    public TimeSpan Backoff(long jobId) => State == JobState.Waiting && Minor == JobStateMachine.RetryLater
        ? Diagnosis.Backoff.After(Diagnosis.RuleAction.RetryLater, PayloadFailures + InfrastructureLosses, jobId)
        : TimeSpan.Zero;
}
