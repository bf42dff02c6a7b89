using Fathom.Database.Log;
using Fathom.Production.Diagnosis;
using Fathom.Production.Jobs;

namespace Fathom.Production.Operations;

/// <summary>What puts a job back that a person has let try again: the event that has the effect of what kept it before.</summary>
internal static class RetryWithdrawal
{
    /// <summary>Whether a job was let try again and has not started since.</summary>
    public static bool IsPossible(JobSnapshot job) => job.State == JobState.Waiting && job.Minor == JobStateMachine.Rescheduled;

    /// <summary>The event that is to happen to a job; null where its history does not end with a retry.</summary>
    /// <param name="history">Its events, oldest first.</param>
    public static JobEvent? Of(IEnumerable<LedgerEvent> history)
    {
        (JobEvent? kept, JobEvent? last) = (null, null);
        foreach (JobEvent happened in history.Select(row => JobEventJson.Read(row.Kind, row.Body)).OfType<JobEvent>())
        {
            kept = last ?? kept;
            last = happened;
        }

        return last is JobRescheduled { Allowance: null } ? Again(kept) : null;
    }

    private static JobEvent? Again(JobEvent? kept) => kept switch
    {
        AttemptEnded { Decision: { Action: RecoveryAction.Hold } decision } => new JobHeld(decision.Cause, decision.Detail),
        JobHeld or InputsHeld or JobKilled => kept,
        _ => null,
    };
}
