namespace Fathom.Production.Campaigns;

/// <summary>States of a transformation, as DIRAC names them.</summary>
public enum TransformationState
{
    /// <summary>Created; nothing runs yet.</summary>
    New,

    /// <summary>Takes new files, makes jobs of whole groups, its jobs are leased.</summary>
    Active,

    /// <summary>Halted by a person: what runs finishes, nothing more is leased.</summary>
    Stopped,

    /// <summary>Active, and incomplete groups become jobs too.</summary>
    Flush,

    /// <summary>Takes no new files; flushes what it has and finishes it.</summary>
    Completing,

    /// <summary>Every job is done, or ended with a cause.</summary>
    Completed,

    /// <summary>Its outputs are being deleted.</summary>
    Cleaning,

    /// <summary>Its outputs are gone.</summary>
    Cleaned,

    /// <summary>Sealed: nothing changes any more.</summary>
    Archived,
}

/// <summary>What can happen to a transformation.</summary>
public enum TransformationEvent
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>A person started it (again).</summary>
    Started,

    /// <summary>A person halted it.</summary>
    Stopped,

    /// <summary>A person asked for jobs of incomplete groups too.</summary>
    FlushAsked,

    /// <summary>Every unused input has become a job.</summary>
    Flushed,

    /// <summary>A person asked it to take no new files and to finish.</summary>
    CompletionAsked,

    /// <summary>Nothing is left to do.</summary>
    Completed,

    /// <summary>An input of it is free again, a job was rescheduled, or it was extended.</summary>
    Reopened,

    /// <summary>A person asked for its outputs to be deleted.</summary>
    CleaningAsked,

    /// <summary>The last of its outputs was deleted.</summary>
    Cleaned,

    /// <summary>A person sealed it.</summary>
    Archived,
}

/// <summary>The life of a transformation, as one pure function.</summary>
public static class TransformationStateMachine
{
    /// <summary>The state after an event, or null where the event does not fit.</summary>
    public static TransformationState? Next(TransformationState? state, TransformationEvent happened) => (state, happened) switch
    {
        (null, TransformationEvent.Created) => TransformationState.New,
        (TransformationState.New or TransformationState.Stopped or TransformationState.Completed, TransformationEvent.Started) => TransformationState.Active,
        (TransformationState.Active or TransformationState.Flush or TransformationState.Completing, TransformationEvent.Stopped) => TransformationState.Stopped,
        (TransformationState.Active, TransformationEvent.FlushAsked) => TransformationState.Flush,
        (TransformationState.Flush, TransformationEvent.Flushed) => TransformationState.Active,
        (TransformationState.Active or TransformationState.Flush, TransformationEvent.CompletionAsked) => TransformationState.Completing,
        (TransformationState.Active or TransformationState.Flush or TransformationState.Completing, TransformationEvent.Completed) => TransformationState.Completed,
        (TransformationState.Completed, TransformationEvent.Reopened) => TransformationState.Active,
        (TransformationState.New or TransformationState.Stopped or TransformationState.Completed, TransformationEvent.CleaningAsked) => TransformationState.Cleaning,
        (TransformationState.Cleaning, TransformationEvent.Cleaned) => TransformationState.Cleaned,
        (TransformationState.Completed or TransformationState.Cleaned, TransformationEvent.Archived) => TransformationState.Archived,
        _ => null,
    };

    /// <summary>The same for the name of an event, as the ledger keeps it; what is unknown does not fit.</summary>
    public static TransformationState? Next(TransformationState? state, string kind) =>
        Enum.TryParse(kind, out TransformationEvent happened) && happened.ToString() == kind ? Next(state, happened) : null;

    /// <summary>True where it makes jobs of its unused inputs.</summary>
    public static bool MakesJobs(this TransformationState state) =>
        state is TransformationState.Active or TransformationState.Flush or TransformationState.Completing;

    /// <summary>True where new files of its datasets become its inputs.</summary>
    public static bool TakesFiles(this TransformationState state) => state is TransformationState.Active or TransformationState.Flush;

    /// <summary>True where incomplete groups become jobs.</summary>
    public static bool Flushes(this TransformationState state) => state is TransformationState.Flush or TransformationState.Completing;
}
