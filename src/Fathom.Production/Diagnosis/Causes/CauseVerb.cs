using Fathom.Production.Jobs;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>What may be done about all of a cause at once.</summary>
public enum CauseVerb
{
    /// <summary>Give its held and killed jobs another chance.</summary>
    Retry,

    /// <summary>End its held and waiting jobs.</summary>
    Kill,

    /// <summary>Give its held, killed and waiting jobs another chance with more memory.</summary>
    MoreMemory,

    /// <summary>Give them another chance with more wall time.</summary>
    MoreTime,

    /// <summary>Hold the inputs of its held and waiting jobs as problematic.</summary>
    HoldInputs,

    /// <summary>Ban the sites where it appears.</summary>
    BanSites,

    /// <summary>Ban the nodes where it appears.</summary>
    BanNodes,

    /// <summary>Blame the storage elements where it appears: ban them.</summary>
    BanElements,
}

/// <summary>What verbs ask of a job.</summary>
public static class CauseVerbs
{
    /// <summary>States of jobs that the verb can change; empty where it changes no jobs.</summary>
    public static IReadOnlyList<JobState> From(this CauseVerb verb) => verb switch
    {
        CauseVerb.Retry => [JobState.Held, JobState.Killed],
        CauseVerb.Kill or CauseVerb.HoldInputs => [JobState.Held, JobState.Waiting],
        CauseVerb.MoreMemory or CauseVerb.MoreTime => [JobState.Held, JobState.Killed, JobState.Waiting],
        _ => [],
    };

    /// <summary>True where it bans places and changes no jobs.</summary>
    public static bool Bans(this CauseVerb verb) => verb is CauseVerb.BanSites or CauseVerb.BanNodes or CauseVerb.BanElements;
}
