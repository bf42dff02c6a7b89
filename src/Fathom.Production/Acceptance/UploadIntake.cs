using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Requests;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Acceptance;

/// <summary>Takes down an upload: from then on the attempt is the server's, and is checked even if pilot or server die.</summary>
internal sealed class UploadIntake(JobJournal journal, AttemptProgress attempts)
{
    /// <summary>Writes the upload, or gives the answer where there is one already.</summary>
    /// <param name="work">What it works with.</param>
    /// <param name="requestId">The request; the answer is due under it after the check.</param>
    /// <param name="hash">Hash of its body.</param>
    /// <param name="pilotId">Who asks.</param>
    /// <param name="uploaded">What it says.</param>
    public Intake Take(LedgerWork work, string requestId, string hash, long pilotId, AttemptUploaded uploaded)
    {
        StoredRequest? request = AnsweredOnce.Find(work.Store, requestId, hash);
        if (request?.Answer is { } answer)
        {
            return new Intake(System.Text.Json.JsonSerializer.Deserialize<AcceptanceReply>(answer));
        }

        Intake intake = Take(work, requestId, pilotId, uploaded, isRepeat: request is not null);
        string? kept = intake.Answer is null ? null : System.Text.Json.JsonSerializer.Serialize(intake.Answer);
        if (request is null || kept is not null)
        {
            work.Store.SaveRequest(new StoredRequest(requestId, hash, kept));
        }

        return intake;
    }

    /// <summary>Writes the upload, under a request that was looked up already.</summary>
    public Intake Take(LedgerWork work, string requestId, long pilotId, AttemptUploaded uploaded, bool isRepeat)
    {
        (JobRecord? job, JobRefusal? refusal) = FencedJob.Read(work, uploaded.Fence, pilotId);
        bool there = refusal is null && job!.Live!.State == AttemptState.Uploaded;
        if (there && isRepeat)
        {
            // Its check is under way, or was interrupted: join it.
            return new Intake(null);
        }

        refusal ??= there ? JobRefusal.NotInThisState : null;
        return refusal is { } why
            ? new Intake(new AcceptanceReply(false, FencedJob.Explain(uploaded.Fence, why)))
            : new Intake(Enter(work, requestId, pilotId, job!, uploaded));
    }

    private AcceptanceReply? Enter(LedgerWork work, string requestId, long pilotId, JobRecord job, AttemptUploaded uploaded)
    {
        string tier = work.Steps[job.TransformationId].OutputTier;
        if (UploadRules.Fault(uploaded, job.Live!.Path, tier) is { } fault)
        {
            var evidence = new FailureEvidence(FailureOrigin.Payload, "OutputsNotAsDeclared", $"Job {job.Id}: {fault}.", null, null, "", uploaded.Use);
            attempts.End(work, job, AttemptState.Failed, evidence, Actors.Server);
            return new AcceptanceReply(false, fault);
        }

        var happened = new OutputsUploaded(
            uploaded.Fence.Attempt, uploaded.Fence.Lease, uploaded.Outputs, uploaded.Use, uploaded.Remark, uploaded.LogTail, requestId);
        journal.Apply(work, job, happened, Actors.Pilot(pilotId));
        return null;
    }
}

/// <summary>What became of an upload.</summary>
/// <param name="Answer">The answer, or null where the outputs are to be checked now.</param>
internal readonly record struct Intake(AcceptanceReply? Answer);
