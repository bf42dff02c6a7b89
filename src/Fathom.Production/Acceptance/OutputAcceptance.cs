using Fathom.Catalog;
using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Database.Requests;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Transfers;

namespace Fathom.Production.Acceptance;

/// <summary>The one transaction that makes checked outputs the job's (law 2), and those that close the attempt otherwise.</summary>
internal sealed class OutputAcceptance(Ledger ledger)
{
    /// <summary>Rechecks the fence and takes the outputs: files, replicas, parents, next jobs, transfers, answer, all at once.</summary>
    /// <exception cref="CatalogueException">The catalogue refuses an output; nothing was changed.</exception>
    public AcceptanceReply Accept(WriteTransaction transaction, UploadedAttempt attempt)
    {
        if (Recheck(transaction, attempt, out JobRecord? job) is { } refused)
        {
            return Finish(transaction, attempt, refused);
        }

        var origin = new FileOrigin(job!.CampaignId, job.Id, attempt.Fence.Attempt);
        List<long> inputs = transaction.Connection.Select(
            "SELECT file_id FROM job_input WHERE job_id = @Id ORDER BY file_id", new { job.Id }, row => row.GetInt64(0));
        var files = new List<(long Id, string Kind)>();
        foreach (UploadedOutput output in attempt.Upload.Outputs)
        {
            long file = Register(transaction, attempt, output, job, inputs, origin);
            inputs.ForEach(input => AddAccepted(transaction, job, input, output.Kind, file));
            files.Add((file, output.Kind));
        }

        var accepted = new OutputsAccepted(attempt.Fence.Attempt, attempt.Fence.Lease, files.ConvertAll(file => file.Id));
        ledger.Journal.Apply(transaction, job, accepted, Actors.Server);
        foreach ((long file, string kind) in files)
        {
            TransformationFeeder.FeedFile(transaction, job.CampaignId, file, kind);
            QueueReplication(transaction, job, file);
        }

        CampaignCompletion.Check(transaction, job.CampaignId);
        return Finish(transaction, attempt, new AcceptanceReply(true, ""));
    }

    /// <summary>Closes the attempt whose outputs cannot be accepted.</summary>
    public AcceptanceReply Refuse(WriteTransaction transaction, UploadedAttempt attempt, FailureEvidence evidence)
    {
        if (Recheck(transaction, attempt, out JobRecord? job) is { } refused)
        {
            return Finish(transaction, attempt, refused);
        }

        AttemptState outcome = evidence.Origin == FailureOrigin.Payload ? AttemptState.Failed : AttemptState.Refused;
        ledger.Attempts.End(transaction, job!, outcome, evidence, Actors.Server);
        return Finish(transaction, attempt, new AcceptanceReply(false, evidence.Detail));
    }

    private static AcceptanceReply? Recheck(WriteTransaction transaction, UploadedAttempt attempt, out JobRecord? job)
    {
        job = JobRecord.Find(transaction.Connection, attempt.Fence.JobId);
        JobRefusal? refusal = job is null
            ? JobRefusal.NoSuchJob
            : JobStateMachine.CheckFence(job.Snapshot, attempt.Fence.Attempt, attempt.Fence.Lease);
        return refusal is { } why ? new AcceptanceReply(false, Attempts.FencedJob.Explain(attempt.Fence, why)) : null;
    }

    private static long Register(
        WriteTransaction transaction, UploadedAttempt attempt, UploadedOutput output, JobRecord job, List<long> inputs, FileOrigin origin)
    {
        var file = new NewFile(
            output.Lfn, output.Kind, job.Run, job.Section, output.Size, output.Adler32, output.Events, output.Metadata, inputs, origin);
        return FileRegistrar.Register(transaction, file, attempt.Element, output.Path, Actors.Server);
    }

    // The unique index on valid rows is law 1 itself: a second valid output of an input and kind cannot be written.
    private static void AddAccepted(WriteTransaction transaction, JobRecord job, long input, string kind, long file) => transaction.Execute(
        """
        INSERT INTO accepted_output (transformation_id, input_id, kind, file_id, job_id, attempt, valid)
        VALUES (@TransformationId, @input, @kind, @file, @Id, @Attempt, 1)
        """,
        new { job.TransformationId, input, kind, file, job.Id, job.Snapshot.Attempt });

    private static void QueueReplication(WriteTransaction transaction, JobRecord job, long file)
    {
        string? destination = transaction.Connection.SelectFirst(
            """
            SELECT c.replicate_to FROM campaign c JOIN transformation t ON t.campaign_id = c.id
            WHERE t.id = @TransformationId AND t.ordinal = (SELECT MAX(ordinal) FROM transformation WHERE campaign_id = c.id)
            """,
            new { job.TransformationId },
            row => row.TextOrNull(0));
        if (destination is not null)
        {
            TransferJournal.Queue(transaction, file, destination, Actors.Server);
        }
    }

    private static AcceptanceReply Finish(WriteTransaction transaction, UploadedAttempt attempt, AcceptanceReply reply)
    {
        RequestJournal.Finish(transaction, attempt.Upload.RequestId, reply);
        return reply;
    }
}
