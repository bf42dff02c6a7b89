using Fathom.Production.Stores;

namespace Fathom.Production.Jobs;

/// <summary>What becomes of a job's live attempt by an event.</summary>
internal static class JobLives
{
    /// <summary>The live attempt after the event, or null where none is live.</summary>
    public static LiveAttempt? Next(LiveAttempt? live, JobSnapshot next, JobEvent happened, ILedgerTransaction store) => happened switch
    {
        JobLeased leased => new LiveAttempt(
            leased.Attempt, leased.Lease, AttemptState.Leased, store.Epoch, leased.PilotId, leased.Host, leased.Element, leased.Path, store.Now),
        OutputsUploaded uploaded => live! with { State = AttemptState.Uploaded, Upload = uploaded },
        _ when next.HasLiveAttempt => live! with { State = next.AttemptState!.Value },
        _ => null,
    };
}
