using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.Logs;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Leasing;

/// <summary>Ends an attempt whose lease ran out.</summary>
internal static class LeaseExpiry
{
    /// <summary>Closes the attempt as lost; false where it is closed or uploaded meanwhile.</summary>
    /// <param name="work">What it works with.</param>
    /// <param name="attempts">Ends attempts.</param>
    /// <param name="fence">The attempt.</param>
    /// <param name="seen">What was seen of its log while it ran; null: nothing.</param>
    public static bool Expire(LedgerWork work, AttemptProgress attempts, LeaseReference fence, SeenLines? seen = null)
    {
        if (work.State.Find(fence.JobId) is not { } job
            || JobStateMachine.CheckFence(job.Snapshot, fence.Attempt, fence.Lease) is not null)
        {
            return false;
        }

        var evidence = new FailureEvidence(
            FailureOrigin.Infrastructure, "LeaseExpired", $"No sign of life from pilot {job.PilotId} on {job.Host} for a whole lease period.",
            null, null, LastWords.None.Of(fence.JobId, fence.Attempt, seen), new ResourceUse(0, 0, 0));
        return attempts.End(work, job, AttemptState.Lost, evidence, Actors.Server) is null;
    }
}
