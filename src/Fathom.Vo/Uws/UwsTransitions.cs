namespace Fathom.Vo.Uws;

/// <summary>The next state of a job, or null where the step is not allowed from where it stands (UWS 1.1, figure 4).</summary>
public static class UwsTransitions
{
    /// <summary>The owner starts it.</summary>
    public static UwsJob? Run(UwsJob job) => job.Phase is UwsPhase.Pending or UwsPhase.Held ? job with { Phase = UwsPhase.Queued } : null;

    /// <summary>Its turn has come.</summary>
    public static UwsJob? Begin(UwsJob job, DateTimeOffset now) =>
        job.Phase == UwsPhase.Queued ? job with { Phase = UwsPhase.Executing, Started = now } : null;

    /// <summary>It has ended well.</summary>
    public static UwsJob? Complete(UwsJob job, IReadOnlyList<UwsResult> results, DateTimeOffset now) =>
        job.Phase == UwsPhase.Executing ? job with { Phase = UwsPhase.Completed, Ended = now, Results = results } : null;

    /// <summary>It has failed.</summary>
    public static UwsJob? Fail(UwsJob job, string fault, DateTimeOffset now) =>
        job.Phase == UwsPhase.Executing ? job with { Phase = UwsPhase.Error, Ended = now, Fault = fault } : null;

    /// <summary>Its owner or a limit stops it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">When.</param>
    /// <param name="why">What limit; null: its owner's word.</param>
    public static UwsJob? Abort(UwsJob job, DateTimeOffset now, string? why = null) =>
        job.Phase.IsActive() || job.Phase is UwsPhase.Held or UwsPhase.Suspended ? job with { Phase = UwsPhase.Aborted, Ended = now, Fault = why } : null;

    /// <summary>The server that ran it is gone: it runs again from the start.</summary>
    public static UwsJob Resume(UwsJob job) => job.Phase == UwsPhase.Executing ? job with { Phase = UwsPhase.Queued, Started = null } : job;
}
