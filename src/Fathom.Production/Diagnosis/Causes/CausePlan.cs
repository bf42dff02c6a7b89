using Fathom.Production.Jobs;
using Fathom.Production.Operations;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>What may be done with all jobs of a cause at once.</summary>
public enum CauseVerb
{
    /// <summary>Give its held and killed jobs another chance.</summary>
    Retry,

    /// <summary>End its held and waiting jobs.</summary>
    Kill,
}

/// <summary>One action for all jobs of a cause, before it is done: it says what it touches.</summary>
/// <param name="CauseId">Id of the cause.</param>
/// <param name="Verb">The action.</param>
/// <param name="Jobs">Jobs that it touches, by id.</param>
/// <param name="Failed">Jobs whose latest failure is of the cause, in whatever state they are now.</param>
/// <param name="Hosts">Where it happened.</param>
public sealed record CausePlan(string CauseId, CauseVerb Verb, IReadOnlyList<long> Jobs, long Failed, IReadOnlyList<KeyCount> Hosts)
{
    /// <summary>The bulk action that carries it out; the operators' log follows it, and takes a kill back.</summary>
    /// <param name="reason">Why.</param>
    public ChangeListedJobs Command(string reason) => new(Verb == CauseVerb.Kill, Jobs, $"cause {CauseId}", reason);
}

/// <summary>What verbs ask of a job.</summary>
public static class CauseVerbs
{
    /// <summary>States that the verb can change.</summary>
    public static IReadOnlyList<JobState> From(this CauseVerb verb) => verb switch
    {
        CauseVerb.Retry => [JobState.Held, JobState.Killed],
        _ => [JobState.Held, JobState.Waiting],
    };
}
