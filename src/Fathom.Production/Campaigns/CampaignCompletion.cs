using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>Finds out whether a campaign has ended: every job is Done, or ended with a cause.</summary>
/// <remarks>A transformation ends after the one before it, when no input is unused and no job is open. A campaign ends when all
/// have, and no transfer of its files is queued or copying; a transfer that was given up has its cause and does not hold it up.
/// One that keeps up with data taking ends only when a person asked for it.</remarks>
internal static class CampaignCompletion
{
    private const string OpenJob =
        "SELECT 1 FROM job WHERE transformation_id = @id AND state IN ('Waiting', 'Matched', 'Running', 'Completing')";

    private const string UnusedInput = "SELECT 1 FROM transformation_input WHERE transformation_id = @id AND state = 'Unused'";

    private const string OpenTransfer =
        """
        SELECT 1 FROM transfer x JOIN file f ON f.id = x.file_id
        WHERE x.state IN ('Queued', 'Copying') AND f.campaign_id = @id
        """;

    /// <summary>Writes what has ended; call after the last change of a transaction.</summary>
    public static void Check(WriteTransaction transaction, long campaignId)
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
            if (state != TransformationState.Completed && !(mayEnd && TryComplete(transaction, id)))
            {
                return;
            }
        }

        if (!transaction.Connection.Exists(OpenTransfer, new { id = campaignId }))
        {
            CampaignJournal.Campaign(transaction, campaignId, CampaignStateMachine.Completed, Actors.Server);
        }
    }

    private static bool TryComplete(WriteTransaction transaction, long id) =>
        !HasWork(transaction.Connection, id)
        && CampaignJournal.Transformation(transaction, id, TransformationEvent.Completed, Actors.Server);

    private static bool HasWork(DbConnection connection, long id) =>
        connection.Exists(OpenJob, new { id }) || connection.Exists(UnusedInput, new { id });
}
