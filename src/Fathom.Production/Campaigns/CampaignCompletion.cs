using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>Finds out whether a campaign has ended: every job is Done, or ended with a cause.</summary>
/// <remarks>A transformation ends after the one before it, when no input is unused and no job is open. A campaign ends when all
/// have, and no transfer of its files is queued or copying; a transfer that was given up has its cause and does not hold it up.</remarks>
internal static class CampaignCompletion
{
    private const string UnusedInput = "SELECT 1 FROM transformation_input WHERE transformation_id = @id AND state = 'Unused'";

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
        foreach ((long id, CampaignState state) in transaction.Connection.Select(
            "SELECT id, state FROM transformation WHERE campaign_id = @campaignId ORDER BY ordinal",
            new { campaignId },
            row => (row.GetInt64(0), row.Name<CampaignState>(1))))
        {
            if (state != CampaignState.Completed && !TryComplete(transaction, id, hasOpenJobs))
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
        !hasOpenJobs(id) && !HasUnusedInputs(transaction, id)
        && CampaignJournal.Transformation(transaction, id, CampaignStateMachine.Completed, Actors.Server);
}
