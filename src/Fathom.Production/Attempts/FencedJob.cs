using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Attempts;

/// <summary>Reads a job under the fence of an attempt; the epoch is checked by the writer itself.</summary>
internal static class FencedJob
{
    /// <summary>The job, and why the fence does not hold (null where it does).</summary>
    public static (JobRecord? Job, JobRefusal? Refusal) Read(LedgerWork work, LeaseReference fence, long pilotId)
    {
        if (work.State.Find(fence.JobId) is not { } job)
        {
            return (null, JobRefusal.NoSuchJob);
        }

        return (job, JobStateMachine.CheckFence(job.Snapshot, fence.Attempt, fence.Lease)
            ?? (job.PilotId == pilotId ? null : JobRefusal.OtherPilot));
    }

    /// <summary>A refusal in words.</summary>
    public static string Explain(LeaseReference fence, JobRefusal refusal) => refusal switch
    {
        JobRefusal.NoSuchJob => $"There is no job {fence.JobId}.",
        JobRefusal.StaleAttempt => $"Attempt {fence.Attempt} of job {fence.JobId} is not its latest.",
        JobRefusal.OtherLease => $"The lease is not that of attempt {fence.Attempt} of job {fence.JobId}.",
        JobRefusal.OtherPilot => $"Attempt {fence.Attempt} of job {fence.JobId} belongs to another pilot.",
        JobRefusal.AttemptClosed => $"Attempt {fence.Attempt} of job {fence.JobId} is closed.",
        _ => $"That does not fit the state of attempt {fence.Attempt} of job {fence.JobId}.",
    };
}
