namespace Fathom.Production.Jobs;

/// <summary>What became of a job by an event: its next state, or why the event is refused.</summary>
/// <param name="Next">The next state; null where refused.</param>
/// <param name="Refusal">Why; null where taken.</param>
public readonly record struct JobTransition(JobSnapshot? Next, JobRefusal? Refusal)
{
    /// <summary>Taken.</summary>
    public static implicit operator JobTransition(JobSnapshot next) => new(next, null);

    /// <summary>Refused.</summary>
    public static implicit operator JobTransition(JobRefusal refusal) => new(null, refusal);
}

/// <summary>Why an event is refused. A refusal changes nothing.</summary>
public enum JobRefusal
{
    /// <summary>There is no such job.</summary>
    NoSuchJob,

    /// <summary>The event is of an attempt that is not the latest.</summary>
    StaleAttempt,

    /// <summary>The lease is not that attempt's.</summary>
    OtherLease,

    /// <summary>The attempt belongs to another pilot.</summary>
    OtherPilot,

    /// <summary>The attempt is closed.</summary>
    AttemptClosed,

    /// <summary>The event does not fit the job's state.</summary>
    NotInThisState,
}
