using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Transfers;

namespace Fathom.Production.Operations;

/// <summary>Invalidates an accepted output and everything made from it; what it was made from is free again (law 1).</summary>
internal sealed class OutputInvalidation(JobJournal journal)
{
    /// <summary>Invalidates a file, its descendants, their jobs and transfers.</summary>
    public OperationReply Invalidate(WriteTransaction transaction, long fileId, string reason, string actor)
    {
        string? state = transaction.Connection.SelectFirst("SELECT state FROM file WHERE id = @fileId", new { fileId }, row => row.GetString(0));
        if (state is null)
        {
            return OperationReply.Refused($"There is no file {fileId}.");
        }

        var waiting = new Queue<(long File, string Reason)>([(fileId, reason)]);
        while (waiting.TryDequeue(out (long File, string Reason) next))
        {
            FileRegistrar.Invalidate(transaction, next.File, next.Reason, actor);
            CancelTransfers(transaction, next.File, next.Reason, actor);
            EndReaders(transaction, next.File, next.Reason, actor);
            Follow(waiting, Children(transaction, next.File), $"Made from invalidated file {next.File}: {reason}");
            Follow(waiting, FreeInputs(transaction, next.File, next.Reason, actor), next.Reason);
        }

        foreach (long campaign in transaction.Connection.Select("SELECT id FROM campaign WHERE state = 'Active'", null, row => row.GetInt64(0)))
        {
            CampaignCompletion.Check(transaction, campaign);
        }

        return OperationReply.Ok;
    }

    private static void Follow(Queue<(long File, string Reason)> waiting, List<long> files, string reason) =>
        files.ForEach(file => waiting.Enqueue((file, reason)));

    private static List<long> Children(WriteTransaction transaction, long file) => transaction.Connection.Select(
        "SELECT p.file_id FROM file_parent p JOIN file f ON f.id = p.file_id WHERE p.parent_id = @file AND f.state = 'Valid'",
        new { file },
        row => row.GetInt64(0));

    // The job that made the file ends, and its inputs may be taken again. Its other outputs go with it: they are returned.
    private List<long> FreeInputs(WriteTransaction transaction, long file, string reason, string actor)
    {
        long? id = transaction.Connection.SelectFirst<long?>(
            "SELECT job_id FROM accepted_output WHERE file_id = @file AND valid = 1", new { file }, row => row.GetInt64(0));
        if (id is null)
        {
            return [];
        }

        List<long> sisters = transaction.Connection.Select(
            "SELECT DISTINCT file_id FROM accepted_output WHERE job_id = @id AND valid = 1 AND file_id <> @file",
            new { id, file },
            row => row.GetInt64(0));
        JobRecord job = JobRecord.Find(transaction.Connection, id.Value)!;
        journal.Apply(transaction, job, new JobInvalidated(reason), actor);
        transaction.Execute("UPDATE accepted_output SET valid = 0 WHERE job_id = @id", new { id });
        transaction.Execute(
            """
            UPDATE transformation_input SET job_id = NULL,
                state = CASE (SELECT f.state FROM file f WHERE f.id = file_id) WHEN 'Valid' THEN 'Unused' ELSE 'Invalid' END
            WHERE transformation_id = @TransformationId AND job_id = @id
            """,
            new { id, job.TransformationId });
        CampaignControl.ReopenTransformations(transaction, job.CampaignId, job.TransformationId, actor);
        return sisters;
    }

    // Jobs that have the file as input and no accepted output: nothing of them is wanted any more.
    private void EndReaders(WriteTransaction transaction, long file, string reason, string actor)
    {
        foreach (long id in transaction.Connection.Select(
            """
            SELECT j.id FROM job_input i JOIN job j ON j.id = i.job_id
            WHERE i.file_id = @file AND j.state NOT IN ('Done', 'Invalidated')
            """,
            new { file },
            row => row.GetInt64(0)))
        {
            journal.Apply(transaction, JobRecord.Find(transaction.Connection, id)!, new JobInvalidated(reason), actor);
        }

        transaction.Execute(
            "UPDATE transformation_input SET state = 'Invalid', job_id = NULL WHERE file_id = @file AND state <> 'Processed'", new { file });
    }

    private static void CancelTransfers(WriteTransaction transaction, long file, string reason, string actor)
    {
        foreach (long id in transaction.Connection.Select(
            "SELECT id FROM transfer WHERE file_id = @file AND state IN ('Queued', 'Copying')", new { file }, row => row.GetInt64(0)))
        {
            TransferJournal.Apply(transaction, TransferRecord.Find(transaction.Connection, id)!, new TransferCancelled(reason), actor);
        }
    }
}
