using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Grouping;
using Fathom.Production.Jobs;

namespace Fathom.Production.Campaigns;

/// <summary>Makes jobs from files, exactly once each: new files of the datasets of active transformations, and inputs set free.</summary>
/// <remarks>Law 1 is held by the primary key of transformation_input: a file is in it once for each transformation, and a job is
/// made only by the transaction that takes its row from Unused to Assigned.</remarks>
internal sealed class TransformationFeeder(WorkspaceDatabase database, int batch)
{
    /// <summary>Looks for new and freed inputs of all active transformations; returns the number of jobs made.</summary>
    public async Task<int> FeedAsync()
    {
        int made = 0;
        foreach (long id in database.Read(connection => connection.Select(
            """
            SELECT t.id FROM transformation t JOIN campaign c ON c.id = t.campaign_id
            WHERE t.state IN ('Active', 'Flush', 'Completing') AND c.state = 'Active' ORDER BY t.id
            """,
            null,
            row => row.GetInt64(0))))
        {
            bool more;
            do
            {
                (int some, more) = await database.WriteAsync(transaction => Feed(transaction, id));
                made += some;
            }
            while (more);
        }

        return made;
    }

    /// <summary>Takes one file that was just accepted into the transformations of its campaign that want it. One job is made at once
    /// where each file is a job; where files are grouped, the group is made when it is whole.</summary>
    public static void FeedFile(WriteTransaction transaction, long campaignId, long fileId, string tier)
    {
        foreach ((long id, string grouping) in transaction.Connection.Select(
            """
            SELECT id, grouping FROM transformation
            WHERE campaign_id = @campaignId AND input_tier = @tier AND ordinal > 0 AND state IN ('Active', 'Flush', 'Completing')
            """,
            new { campaignId, tier },
            row => (row.GetInt64(0), row.GetString(1))))
        {
            bool isNew = transaction.Execute(
                "INSERT INTO transformation_input (transformation_id, file_id, state, job_id) VALUES (@id, @fileId, 'Unused', NULL) ON CONFLICT DO NOTHING",
                new { id, fileId }) == 1;
            if (isNew && grouping == "file")
            {
                MakeJob(transaction, id, fileId);
            }
        }
    }

    /// <summary>One batch for each transformation of a campaign that was just started, in the caller's transaction; the rest follows.</summary>
    public void FeedFirst(WriteTransaction transaction, long campaignId)
    {
        foreach (long id in transaction.Connection.Select(
            "SELECT id FROM transformation WHERE campaign_id = @campaignId ORDER BY ordinal", new { campaignId }, row => row.GetInt64(0)))
        {
            Feed(transaction, id);
        }
    }

    /// <summary>One batch for one transformation, in the caller's transaction; returns the number of jobs made, and whether there may be more.</summary>
    public (int Made, bool More) Feed(WriteTransaction transaction, long id)
    {
        InputTurn turn = InputSelection.Next(transaction, id, batch);
        foreach (InputGroup group in turn.Groups)
        {
            MakeJob(transaction, id, group);
        }

        return (turn.Groups.Count, turn.More);
    }

    private static void MakeJob(WriteTransaction transaction, long id, long fileId) => MakeJob(transaction, id, transaction.Connection.SelectFirst(
        "SELECT run, section FROM file WHERE id = @fileId", new { fileId }, row => new InputGroup([fileId], row.IntOrNull(0), row.IntOrNull(1)))!);

    private static void MakeJob(WriteTransaction transaction, long id, InputGroup group)
    {
        long job = JobJournal.Create(transaction, id, group);
        foreach (long file in group.Files)
        {
            transaction.Execute(
                "UPDATE transformation_input SET state = 'Assigned', job_id = @job WHERE transformation_id = @id AND file_id = @file",
                new { id, file, job });
        }
    }
}
