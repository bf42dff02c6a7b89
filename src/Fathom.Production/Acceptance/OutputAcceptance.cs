using Fathom.Catalog;
using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Acceptance;

/// <summary>The one transaction that makes checked outputs the job's (law 2), and those that close the attempt otherwise.</summary>
internal sealed class OutputAcceptance(JobJournal journal, AttemptProgress attempts)
{
    /// <summary>Rechecks the fence and takes the outputs: files, replicas, parents, next jobs, transfers, answer, all at once.</summary>
    /// <param name="work">What it works with.</param>
    /// <param name="attempt">The attempt, whose outputs are durable.</param>
    /// <param name="nothingElse">True where nothing else lies at its path: then it is swept already.</param>
    /// <exception cref="CatalogueException">The catalogue refuses an output; nothing was changed.</exception>
    public AcceptanceReply Accept(LedgerWork work, UploadedAttempt attempt, bool nothingElse)
    {
        if (Recheck(work, attempt, out JobRecord? job) is { } refused)
        {
            return Finish(work, attempt, refused);
        }

        StepFacts step = work.Steps[job!.TransformationId];
        var files = new List<(long Id, string Kind, long Size)>();
        foreach (UploadedOutput output in attempt.Upload.Outputs)
        {
            files.Add((work.Store.RegisterOutput(new NewOutput(job, step.CampaignId, job.Live!, output, job.Inputs, step.ReplicateTo)), output.Kind, output.Size));
        }

        var accepted = new OutputsAccepted(attempt.Fence.Attempt, attempt.Fence.Lease, files.ConvertAll(file => file.Id));
        journal.Apply(work, job, accepted, Actors.Server);
        if (nothingElse)
        {
            JobJournal.Swept(work, job, AttemptState.Accepted);
        }

        foreach ((long file, string kind, long size) in files)
        {
            foreach (StepFacts taker in work.Steps.TakersOf(step.CampaignId, kind))
            {
                JobJournal.Create(work, taker.Id, [new InputFile(file, job.Run, job.Section) { Bytes = size }]);
            }
        }

        work.State.MayHaveEnded(step.CampaignId);
        return Finish(work, attempt, new AcceptanceReply(true, ""));
    }

    /// <summary>Closes the attempt whose outputs cannot be accepted.</summary>
    public AcceptanceReply Refuse(LedgerWork work, UploadedAttempt attempt, FailureEvidence evidence, Diagnosis.Verdict? verdict)
    {
        if (Recheck(work, attempt, out JobRecord? job) is { } refused)
        {
            return Finish(work, attempt, refused);
        }

        AttemptState outcome = evidence.Origin == FailureOrigin.Payload ? AttemptState.Failed : AttemptState.Refused;
        attempts.End(work, job!, outcome, evidence, Actors.Server, verdict);
        return Finish(work, attempt, new AcceptanceReply(false, evidence.Detail));
    }

    private static AcceptanceReply? Recheck(LedgerWork work, UploadedAttempt attempt, out JobRecord? job)
    {
        job = work.State.Find(attempt.Fence.JobId);
        JobRefusal? refusal = job is null
            ? JobRefusal.NoSuchJob
            : JobStateMachine.CheckFence(job.Snapshot, attempt.Fence.Attempt, attempt.Fence.Lease);
        return refusal is { } why ? new AcceptanceReply(false, FencedJob.Explain(attempt.Fence, why)) : null;
    }

    private static AcceptanceReply Finish(LedgerWork work, UploadedAttempt attempt, AcceptanceReply reply)
    {
        AnswerOfUpload.Save(work.Store, attempt.Upload.RequestId, reply);
        return reply;
    }
}
