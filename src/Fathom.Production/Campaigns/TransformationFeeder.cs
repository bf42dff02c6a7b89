using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;

namespace Fathom.Production.Campaigns;

/// <summary>Makes jobs from files, one for each, exactly once: new files of active transformations, and inputs set free.</summary>
/// <remarks>Law 1 is held by the primary key of transformation_input: a file is in it once for each transformation, and a job is
/// made only by the transaction that takes its row from Unused to Assigned.</remarks>
internal sealed class TransformationFeeder(WorkspaceDatabase database, int batch)
{
    private const string NewInputs =
        """
        INSERT INTO transformation_input (transformation_id, file_id, state, job_id)
        SELECT t.id, f.id, 'Unused', NULL
        FROM transformation t JOIN campaign c ON c.id = t.campaign_id
        JOIN file f ON f.tier = t.input_tier AND f.state = 'Valid' AND f.id > @after
        WHERE t.id = @id AND (
            (t.ordinal > 0 AND f.campaign_id = c.id)
            OR (t.ordinal = 0 AND f.campaign_id IS NULL AND f.run IN (SELECT run FROM good_run WHERE list_id = c.grl_id)))
        ON CONFLICT DO NOTHING
        """;

    // Files up to this id were looked at for a transformation. Memory only: after a restart all are looked at again.
    private readonly Dictionary<long, long> _seen = [];

    /// <summary>Looks for new and freed inputs of all active transformations; returns the number of jobs made.</summary>
    public async Task<int> FeedAsync()
    {
        int made = 0;
        foreach (long id in database.Read(connection => connection.Select(
            """
            SELECT t.id FROM transformation t JOIN campaign c ON c.id = t.campaign_id
            WHERE t.state = 'Active' AND c.state = 'Active' ORDER BY t.id
            """,
            null,
            row => row.GetInt64(0))))
        {
            int some;
            do
            {
                some = await database.WriteAsync(transaction => Feed(transaction, id));
                made += some;
            }
            while (some == batch);
        }

        return made;
    }

    /// <summary>Takes one file that was just accepted into the transformations of its campaign that want it.</summary>
    public static void FeedFile(WriteTransaction transaction, long campaignId, long fileId, string tier)
    {
        foreach (long id in transaction.Connection.Select(
            "SELECT id FROM transformation WHERE campaign_id = @campaignId AND input_tier = @tier AND ordinal > 0 AND state = 'Active'",
            new { campaignId, tier },
            row => row.GetInt64(0)))
        {
            if (transaction.Execute(
                """
                INSERT INTO transformation_input (transformation_id, file_id, state, job_id) VALUES (@id, @fileId, 'Unused', NULL)
                ON CONFLICT DO NOTHING
                """,
                new { id, fileId }) == 1)
            {
                MakeJob(transaction, id, fileId);
            }
        }
    }

    /// <summary>One batch for one transformation, in the caller's transaction; returns the number of jobs made.</summary>
    public int Feed(WriteTransaction transaction, long id)
    {
        if (!transaction.Connection.Exists("SELECT 1 FROM transformation WHERE id = @id AND state = 'Active'", new { id }))
        {
            return 0;
        }

        long newest = transaction.Connection.SelectNumber("SELECT MAX(id) FROM file");
        if (newest > _seen.GetValueOrDefault(id))
        {
            transaction.Execute(NewInputs, new { id, after = _seen.GetValueOrDefault(id) });
            transaction.AfterCommit(() => _seen[id] = newest);
        }

        List<long> unused = transaction.Connection.Select(
            """
            SELECT i.file_id FROM transformation_input i JOIN file f ON f.id = i.file_id
            WHERE i.transformation_id = @id AND i.state = 'Unused' AND f.state = 'Valid' ORDER BY f.run, f.section, f.id LIMIT @batch
            """,
            new { id, batch },
            row => row.GetInt64(0));
        unused.ForEach(file => MakeJob(transaction, id, file));
        return unused.Count;
    }

    private static void MakeJob(WriteTransaction transaction, long id, long fileId)
    {
        (int? run, int? section) = transaction.Connection.SelectFirst(
            "SELECT run, section FROM file WHERE id = @fileId", new { fileId }, row => (row.IntOrNull(0), row.IntOrNull(1)));
        long job = JobJournal.Create(transaction, id, run, section, fileId);
        transaction.Execute(
            "UPDATE transformation_input SET state = 'Assigned', job_id = @job WHERE transformation_id = @id AND file_id = @fileId",
            new { id, fileId, job });
    }
}
