using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.State;

namespace Fathom.Production.Operations;

/// <summary>What a person may do with a job.</summary>
internal sealed class JobControl(JobJournal journal)
{
    /// <summary>Lets a held or killed job try again, with its counts at zero.</summary>
    public OperationReply Reschedule(LedgerWork work, long jobId, string reason, string actor)
    {
        OperationReply reply = Apply(work, jobId, new JobRescheduled(reason), actor, out JobRecord? job);
        if (reply.Done)
        {
            CampaignControl.Reopen(work, work.Steps[job!.TransformationId].CampaignId, job.TransformationId, actor);
        }

        return reply;
    }

    /// <summary>Ends a job; a live attempt is closed and its pilot told at its next heartbeat.</summary>
    public OperationReply Kill(LedgerWork work, long jobId, string reason, string actor)
    {
        OperationReply reply = Apply(work, jobId, new JobKilled(reason), actor, out JobRecord? job);
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

    private static string Possible(JobEvent happened) => happened is JobRescheduled
        ? "only a Held or Killed job can be rescheduled (invalidate the output of a Done one)."
        : "only a job that has not ended can be killed.";
}
