using Fathom.Production.Jobs;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Job states as pages order them, and what a person may do in each.</summary>
public static class JobStates
{
    /// <summary>The parts of a bar: what is finished stands first.</summary>
    public static readonly IReadOnlyList<JobState> Bar =
    [
        JobState.Done, JobState.Completing, JobState.Running, JobState.Matched, JobState.Held, JobState.Killed, JobState.Invalidated,
        JobState.Waiting,
    ];

    /// <summary>The order of a job's life: tabs and filters.</summary>
    public static readonly IReadOnlyList<JobState> Life = Enum.GetValues<JobState>();

    /// <summary>States in which a person may reschedule.</summary>
    public static bool MayReschedule(JobState state) => state is JobState.Held or JobState.Killed;

    /// <summary>States in which a person may kill.</summary>
    public static bool MayKill(JobState state) => state.IsOpen() || state == JobState.Held;
}
