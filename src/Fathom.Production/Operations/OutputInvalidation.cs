using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Transfers;

namespace Fathom.Production.Operations;

/// <summary>Invalidates an accepted output and everything made from it; what it was made from is free again (law 1).</summary>
internal sealed class OutputInvalidation(JobJournal journal, TransformationFeeder feeder)
{
    // Every table of a campaign is read by its key here: a bulk invalidation asks for each of ten thousand files.
    private const string MakerOfAccepted =
        """
        SELECT o.job_id FROM file f JOIN job j ON j.id = f.job_id JOIN file_parent p ON p.file_id = f.id
        JOIN accepted_output o ON o.transformation_id = j.transformation_id AND o.input_id = p.parent_id AND o.kind = f.tier AND o.file_id = f.id
        WHERE f.id = @file AND o.valid = 1 LIMIT 1
        """;

    private const string OutputsOf =
        "SELECT file_id FROM accepted_output WHERE transformation_id = @TransformationId AND input_id = @input AND job_id = @Id AND valid = 1";

    private const string EndOutputsOf =
        "UPDATE accepted_output SET valid = 0 WHERE transformation_id = @TransformationId AND input_id = @input AND job_id = @Id";

    private const string FreeInput =
        """
        UPDATE transformation_input SET job_id = NULL,
            state = CASE (SELECT f.state FROM file f WHERE f.id = file_id) WHEN 'Valid' THEN 'Unused' ELSE 'Invalid' END
        WHERE transformation_id = @TransformationId AND file_id = @input AND job_id = @Id
        """;

    private const string JobsWith =
        """
        SELECT i.job_id FROM transformation_input i
        WHERE i.transformation_id IN (SELECT id FROM transformation) AND i.file_id = @file AND i.job_id IS NOT NULL ORDER BY i.job_id
        """;

    private const string EndInput =
        """
        UPDATE transformation_input SET state = 'Invalid', job_id = NULL
        WHERE transformation_id IN (SELECT id FROM transformation) AND file_id = @file AND state <> 'Processed'
        """;

    /// <summary>The statements that are asked for each file.</summary>
    internal static IReadOnlyList<string> Statements { get; } = [MakerOfAccepted, OutputsOf, EndOutputsOf, FreeInput, JobsWith, EndInput];

    /// <summary>Invalidates a file, its descendants, their jobs and transfers.</summary>
    /// <param name="work">The work.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who.</param>
    /// <param name="downstream">False: what was made from it stays valid; only jobs that have not ended lose it.</param>
    /// <param name="remake">True: it is to be made again, and campaigns that have ended go on for that. False: that is for a person to say.</param>
    public OperationReply Invalidate(LedgerWork work, long fileId, string reason, string actor, bool downstream = true, bool remake = false)
    {
        WriteTransaction transaction = work.Sql;
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
            EndReaders(work, next.File, next.Reason, actor);
            if (downstream)
            {
                Follow(waiting, Children(transaction, next.File), $"Made from invalidated file {next.File}: {reason}");
            }

            Follow(waiting, FreeInputs(work, next.File, next.Reason, actor, remake), next.Reason);
        }

        feeder.Freed(work);
        foreach (long campaign in work.Steps.All.Where(step => step.CampaignState == CampaignState.Active).Select(step => step.CampaignId).Distinct())
        {
            work.State.MayHaveEnded(campaign);
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
    private List<long> FreeInputs(LedgerWork work, long file, string reason, string actor, bool remake)
    {
        WriteTransaction transaction = work.Sql;
        long? id = transaction.Connection.SelectFirst<long?>(MakerOfAccepted, new { file }, row => row.GetInt64(0));
        if (id is null)
        {
            return [];
        }

        JobRecord job = work.State.Find(id.Value)!;
        var sisters = new HashSet<long>();
        journal.Apply(work, job, new JobInvalidated(reason), actor);
        foreach (long input in job.Inputs)
        {
            var of = new { job.TransformationId, input, job.Id };
            sisters.UnionWith(transaction.Connection.Select(OutputsOf, of, row => row.GetInt64(0)));
            transaction.Execute(EndOutputsOf, of);
            transaction.Execute(FreeInput, of);
        }

        sisters.Remove(file);
        long campaign = work.Steps[job.TransformationId].CampaignId;
        if (remake)
        {
            CampaignControl.Reopen(work, campaign, job.TransformationId, actor);
        }
        else
        {
            CampaignControl.ReopenTransformations(work, campaign, job.TransformationId, actor);
        }

        return [.. sisters];
    }

    // Jobs that have the file as input and no accepted output: nothing of them is wanted any more.
    private void EndReaders(LedgerWork work, long file, string reason, string actor)
    {
        WriteTransaction transaction = work.Sql;
        List<long> readers = transaction.Connection.Select(JobsWith, new { file }, row => row.GetInt64(0));
        foreach (long id in readers.Union(work.State.CreatedFor(file)))
        {
            if (work.State.Find(id) is { Snapshot.State: not (JobState.Done or JobState.Invalidated) } job)
            {
                journal.Apply(work, job, new JobInvalidated(reason), actor);
                FreeOthers(transaction, job, file);
            }
        }

        transaction.Execute(EndInput, new { file });
    }

    // A job of several inputs takes the good ones with it only until they are in another job.
    private static void FreeOthers(WriteTransaction transaction, JobRecord job, long file)
    {
        foreach (long other in job.Inputs.Where(input => input != file))
        {
            transaction.Execute(
                """
                INSERT INTO transformation_input (transformation_id, file_id, state, job_id)
                SELECT @TransformationId, f.id, 'Unused', NULL FROM file f WHERE f.id = @other AND f.state = 'Valid'
                ON CONFLICT (transformation_id, file_id) DO UPDATE SET state = 'Unused', job_id = NULL
                """,
                new { job.TransformationId, other });
        }
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
