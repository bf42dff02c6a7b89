using Fathom.Database.Log;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Operations;

/// <summary>What a person may do with a job.</summary>
internal sealed class JobControl(JobJournal journal)
{
    /// <summary>Lets a held or killed job try again, with its counts at zero.</summary>
    public OperationReply Reschedule(LedgerWork work, long jobId, string reason, string actor) =>
        Wake(work, jobId, new JobRescheduled(reason), actor);

    /// <summary>Ends a job; a live attempt is closed and its pilot told at its next heartbeat.</summary>
    public OperationReply Kill(LedgerWork work, long jobId, string reason, string actor) => End(work, jobId, new JobKilled(reason), actor);

    /// <summary>Lets a held, killed or waiting job try again with more memory or time.</summary>
    public OperationReply Raise(LedgerWork work, long jobId, LimitRaise raise, RaiseCeilings most, string reason, string actor)
    {
        if (work.State.Find(jobId) is not { } job)
        {
            return OperationReply.Refused($"There is no job {jobId}.");
        }

        JobAllowance? allowance = raise.Of(work.Store.AllowanceOf(jobId), work.Steps[job.TransformationId].Parameters, most, out string why);
        if (allowance is null)
        {
            return OperationReply.Refused(why);
        }

        OperationReply reply = Wake(work, jobId, new JobRescheduled(reason, allowance), actor);
        if (!reply.Done)
        {
            return OperationReply.Refused("The job had changed meanwhile.");
        }

        SqlAllowances.Set(work.Sql, jobId, allowance);
        return reply;
    }

    /// <summary>Holds the inputs of a waiting or held job as problematic.</summary>
    public OperationReply HoldInputs(LedgerWork work, long jobId, string reason, string actor) => End(work, jobId, new InputsHeld(reason), actor);

    /// <summary>Takes such a hold back.</summary>
    public OperationReply ReleaseInputs(LedgerWork work, long jobId, string reason, string actor) =>
        Wake(work, jobId, new InputsReleased(reason), actor);

    /// <summary>Takes back that a job was let try again, while it has not started: it is as it was before, waiting, held or killed and with
    /// the limits that it had, but for its counts, which stay at zero.</summary>
    public OperationReply WithdrawRetry(LedgerWork work, long jobId, string reason, string actor)
    {
        if (work.State.Find(jobId) is not { } job || !RetryWithdrawal.IsPossible(job.Snapshot)
            || RetryWithdrawal.Of(EventLog.History(work.Sql.Connection, Subjects.Job, jobId)) is not { } withdrawal)
        {
            return OperationReply.Refused($"Job {jobId} has started again or has changed meanwhile.");
        }

        if (withdrawal.Limits is { } limits)
        {
            // An event of its own: what a job may use is the fold of its events too.
            journal.Apply(work, job, new JobRescheduled(reason, limits), actor);
            SqlAllowances.Set(work.Sql, jobId, limits);
        }

        return withdrawal.Kept is { } kept ? End(work, jobId, kept, actor) : OperationReply.Ok;
    }

    /// <summary>Takes back that a job was killed: it waits again, or is held again by what held it, but for its counts, which stay at zero.</summary>
    public OperationReply WithdrawKill(LedgerWork work, long jobId, string reason, string actor)
    {
        JobEvent? kept = RetryWithdrawal.KeptBeforeKill(EventLog.History(work.Sql.Connection, Subjects.Job, jobId));
        OperationReply reply = Reschedule(work, jobId, reason, actor);
        return reply.Done && kept is not null ? End(work, jobId, kept, actor) : reply;
    }

    private OperationReply Wake(LedgerWork work, long jobId, JobEvent happened, string actor)
    {
        OperationReply reply = Apply(work, jobId, happened, actor, out JobRecord? job);
        if (reply.Done && work.State.Find(jobId)!.Snapshot.State == JobState.Waiting)
        {
            CampaignControl.Reopen(work, work.Steps[job!.TransformationId].CampaignId, job.TransformationId, actor);
        }

        return reply;
    }

    private OperationReply End(LedgerWork work, long jobId, JobEvent happened, string actor)
    {
        OperationReply reply = Apply(work, jobId, happened, actor, out JobRecord? job);
        if (reply.Done)
        {
            work.State.MayHaveEnded(work.Steps[job!.TransformationId].CampaignId);
        }

        return reply;
    }

    private OperationReply Apply(LedgerWork work, long jobId, JobEvent happened, string actor, out JobRecord? job)
    {
        job = work.State.Find(jobId);
        if (job is null)
        {
            return OperationReply.Refused($"There is no job {jobId}.");
        }

        return journal.Apply(work, job, happened, actor).Refusal is null
            ? OperationReply.Ok
            : OperationReply.Refused($"Job {jobId} is {job.Snapshot.State}: {Possible(happened)}");
    }

    private static string Possible(JobEvent happened) => happened switch
    {
        JobRescheduled => "only a Held or Killed job can be rescheduled (invalidate the output of a Done one).",
        InputsHeld => "only inputs of a Waiting or Held job can be held.",
        InputsReleased => "its inputs are not held by a person.",
        _ => "only a job that has not ended can be killed.",
    };
}
