using Fathom.Database.Log;
using Fathom.Production.Diagnosis;
using Fathom.Production.Jobs;

namespace Fathom.Production.Operations;

/// <summary>What puts a job back that a person has let try again.</summary>
/// <param name="Limits">What it could use beyond its transformation's limits before; null where the retry left that alone.</param>
/// <param name="Kept">The event that has the effect of what kept it before; null where it waited.</param>
internal sealed record RetryWithdrawal(JobAllowance? Limits, JobEvent? Kept)
{
    /// <summary>Whether a job was let try again and has not started since.</summary>
    public static bool IsPossible(JobSnapshot job) => job.State == JobState.Waiting && job.Minor == JobStateMachine.Rescheduled;

    /// <summary>What is to happen to a job; null where its history does not end with a retry, or does not say how it was before.</summary>
    /// <param name="history">Its events, oldest first.</param>
    public static RetryWithdrawal? Of(IEnumerable<LedgerEvent> history)
    {
        (JobEvent? before, JobEvent? last) = (null, null);
        (JobAllowance had, JobAllowance has) = (JobAllowance.None, JobAllowance.None);
        foreach (JobEvent happened in history.Select(row => JobEventJson.Read(row.Kind, row.Body)).OfType<JobEvent>())
        {
            (before, last) = (last, happened);
            (had, has) = (has, AllowanceIn(happened) ?? has);
        }

        return last switch
        {
            JobRescheduled { Allowance: null } => Again(before) is { } kept ? new RetryWithdrawal(null, kept) : null,
            JobRescheduled => Again(before) is { } kept ? new RetryWithdrawal(had, kept) : Waited(before) ? new RetryWithdrawal(had, null) : null,
            _ => null,
        };
    }

    /// <summary>The event that has the effect of what held a job before it was killed; null where nothing did.</summary>
    /// <param name="history">Its events, oldest first.</param>
    public static JobEvent? KeptBeforeKill(IEnumerable<LedgerEvent> history)
    {
        JobEvent? before = history.Select(row => JobEventJson.Read(row.Kind, row.Body)).OfType<JobEvent>().LastOrDefault(happened => happened is not JobKilled);
        return Again(before);
    }

    private static JobAllowance? AllowanceIn(JobEvent happened) => happened switch
    {
        JobRescheduled rescheduled => rescheduled.Allowance,
        AttemptEnded ended => ended.Decision.Allowance,
        _ => null,
    };

    private static JobEvent? Again(JobEvent? kept) => kept switch
    {
        AttemptEnded { Decision: { Action: RecoveryAction.Hold } decision } => new JobHeld(decision.Cause, decision.Detail),
        JobHeld or InputsHeld or JobKilled => kept,
        _ => null,
    };

    // A job of a stretch has no event of its own before its first lease.
    private static bool Waited(JobEvent? before) => before is null or JobCreated or JobsCreated or AttemptEnded or JobRescheduled;
}
