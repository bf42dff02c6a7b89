using Fathom.Database.Reading;
using Fathom.Database.Requests;
using Fathom.Database.Writing;
using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Acceptance;

/// <summary>Takes down an upload: from then on the attempt is the server's, and is checked even if pilot or server die.</summary>
internal sealed class UploadIntake(Ledger ledger)
{
    /// <summary>Writes the upload, or gives the answer where there is one already.</summary>
    public Intake Take(WriteTransaction transaction, string requestId, long pilotId, AttemptUploaded uploaded)
    {
        RequestEntry<AcceptanceReply> request = RequestJournal.Begin<AcceptanceReply>(
            transaction, requestId, "uploaded", new { pilotId, uploaded });
        if (request.Answer is { } answer)
        {
            return new Intake(answer);
        }

        (JobRecord? job, JobRefusal? refusal) = FencedJob.Read(transaction, uploaded.Fence, pilotId);
        if (!request.IsFirst && refusal is null && job!.Snapshot.AttemptState == AttemptState.Uploaded)
        {
            // Its check is under way, or was interrupted: join it.
            return new Intake(null);
        }

        refusal ??= job!.Snapshot.AttemptState == AttemptState.Uploaded ? JobRefusal.NotInThisState : null;
        AcceptanceReply? reply = refusal is { } why
            ? new AcceptanceReply(false, FencedJob.Explain(uploaded.Fence, why))
            : Enter(transaction, requestId, pilotId, job!, uploaded);
        if (reply is not null)
        {
            RequestJournal.Finish(transaction, requestId, reply);
        }

        return new Intake(reply);
    }

    private AcceptanceReply? Enter(WriteTransaction transaction, string requestId, long pilotId, JobRecord job, AttemptUploaded uploaded)
    {
        string tier = transaction.Connection.SelectFirst(
            "SELECT output_tier FROM transformation WHERE id = @TransformationId", new { job.TransformationId }, row => row.GetString(0))!;
        if (UploadRules.Fault(uploaded, job.Path, tier) is { } fault)
        {
            var evidence = new FailureEvidence(FailureOrigin.Payload, "OutputsNotAsDeclared", $"Job {job.Id}: {fault}.", null, null, "", uploaded.Use);
            ledger.Attempts.End(transaction, job, AttemptState.Failed, evidence, Actors.Server);
            return new AcceptanceReply(false, fault);
        }

        var happened = new OutputsUploaded(
            uploaded.Fence.Attempt, uploaded.Fence.Lease, uploaded.Outputs, uploaded.Use, uploaded.Remark, uploaded.LogTail, requestId);
        ledger.Journal.Apply(transaction, job, happened, Actors.Pilot(pilotId));
        return null;
    }
}

/// <summary>What became of an upload.</summary>
/// <param name="Answer">The answer, or null where the outputs are to be checked now.</param>
internal readonly record struct Intake(AcceptanceReply? Answer);
