using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>Finds out whether a campaign has ended: every job is Done, or ended with a cause.</summary>
/// <remarks>A transformation ends after the one before it, when no input is unused and no job is open. A campaign ends when all
/// have, and no transfer of its files is queued or copying; a transfer that was given up has its cause and does not hold it up.
/// One that keeps up with data taking ends only when a person asked for it.</remarks>
internal static class CampaignCompletion
{
    private const string UnusedInput = "SELECT 1 FROM transformation_input WHERE transformation_id = @id AND state = 'Unused'";

    // Files that its datasets have not looked at. A step after the first takes what its campaign makes at once, unless it groups.
    private const string UnseenFile =
        """
        SELECT 1 FROM transformation t JOIN transformation_dataset d ON d.transformation_id = t.id
        WHERE t.id = @id AND (t.ordinal = 0 OR t.grouping <> 'file')
          AND d.seen_file < (SELECT max(f.id) FROM file f WHERE f.tier = t.input_tier AND (t.ordinal = 0 OR f.campaign_id = t.campaign_id))
        """;

    private const string OpenTransfer =
        """
        SELECT 1 FROM transfer x JOIN file f ON f.id = x.file_id
        WHERE x.state IN ('Queued', 'Copying') AND f.campaign_id = @id
        """;

    /// <summary>Writes what has ended; called after the last change of a group.</summary>
    /// <param name="transaction">The writer's transaction.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="hasOpenJobs">Whether a transformation has open jobs.</param>
    public static void Check(WriteTransaction transaction, long campaignId, Func<long, bool> hasOpenJobs)
    {
        foreach ((long id, TransformationState state, bool keepsUp) in transaction.Connection.Select(
            """
            SELECT t.id, t.state, c.keep_up FROM transformation t JOIN campaign c ON c.id = t.campaign_id
            WHERE t.campaign_id = @campaignId ORDER BY t.ordinal
            """,
            new { campaignId },
            row => (row.GetInt64(0), row.Name<TransformationState>(1), row.GetInt64(2) != 0)))
        {
            bool mayEnd = !keepsUp || state == TransformationState.Completing;
            if (state != TransformationState.Completed && !(mayEnd && TryComplete(transaction, id, hasOpenJobs)))
            {
                return;
            }
        }

        if (!transaction.Connection.Exists(OpenTransfer, new { id = campaignId }))
        {
            CampaignJournal.Campaign(transaction, campaignId, CampaignStateMachine.Completed, Actors.Server);
        }
    }

    /// <summary>Whether a transformation has inputs that no job has.</summary>
    public static bool HasUnusedInputs(WriteTransaction transaction, long id) => transaction.Connection.Exists(UnusedInput, new { id });

    private static bool TryComplete(WriteTransaction transaction, long id, Func<long, bool> hasOpenJobs) =>
        !hasOpenJobs(id) && !HasUnusedInputs(transaction, id) && !transaction.Connection.Exists(UnseenFile, new { id })
        && CampaignJournal.Transformation(transaction, id, TransformationEvent.Completed, Actors.Server);
}
