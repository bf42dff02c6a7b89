namespace Fathom.Production.Campaigns;

/// <summary>States of a file within a transformation, as DIRAC names them.</summary>
public enum InputState
{
    /// <summary>It waits for a job.</summary>
    Unused,

    /// <summary>A job has it.</summary>
    Assigned,

    /// <summary>Its job's outputs are accepted.</summary>
    Processed,

    /// <summary>Its job cannot go on without a person: held for another reason than its retries, or killed; or a person holds the file.</summary>
    Problematic,

    /// <summary>The payload failed as often as it may on it.</summary>
    MaxReset,

    /// <summary>The file was invalidated: no job may read it.</summary>
    Invalid,
}

/// <summary>What can happen to a file within a transformation.</summary>
public enum InputEvent
{
    /// <summary>A dataset of the transformation has it.</summary>
    Found,

    /// <summary>A job was made for it.</summary>
    JobMade,

    /// <summary>Its job's outputs were accepted.</summary>
    JobDone,

    /// <summary>Its job is held because its retries are used up; or a person's hold of the file was taken back from such a one.</summary>
    RetriesUsedUp,

    /// <summary>Its job is held for another reason, or was killed; or a person holds the file.</summary>
    JobHalted,

    /// <summary>Its job waits again: a person rescheduled it.</summary>
    JobRescheduled,

    /// <summary>Its job was invalidated while the file itself stays good: it is free again.</summary>
    Freed,

    /// <summary>The file itself was invalidated.</summary>
    FileInvalidated,
}

/// <summary>The life of a file within a transformation, as one pure function.</summary>
public static class InputStateMachine
{
    /// <summary>The state after an event, or null where the event does not fit.</summary>
    public static InputState? Next(InputState? state, InputEvent happened) => (state, happened) switch
    {
        (null, InputEvent.Found) => InputState.Unused,
        (InputState.Unused, InputEvent.JobMade) => InputState.Assigned,
        (InputState.Assigned, InputEvent.JobDone) => InputState.Processed,
        (InputState.Assigned or InputState.Problematic, InputEvent.RetriesUsedUp) => InputState.MaxReset,
        (InputState.Assigned or InputState.MaxReset, InputEvent.JobHalted) => InputState.Problematic,
        (InputState.Problematic or InputState.MaxReset, InputEvent.JobRescheduled) => InputState.Assigned,
        (InputState.Assigned or InputState.Processed or InputState.Problematic or InputState.MaxReset, InputEvent.Freed) => InputState.Unused,
        (not null and not InputState.Invalid, InputEvent.FileInvalidated) => InputState.Invalid,
        _ => null,
    };

    /// <summary>True where the file has no job and is done with only by a person.</summary>
    public static bool NeedsPerson(this InputState state) => state is InputState.Problematic or InputState.MaxReset;
}
