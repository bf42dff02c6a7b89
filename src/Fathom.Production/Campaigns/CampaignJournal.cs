using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>The one way in which a campaign or transformation changes its state.</summary>
internal static class CampaignJournal
{
    /// <summary>Applies an event to a campaign; false where it does not fit.</summary>
    public static bool Campaign(WriteTransaction transaction, long id, string kind, string actor, object? body = null)
    {
        if (!Apply(transaction, id, kind, actor, body))
        {
            return false;
        }

        string? column = kind switch
        {
            CampaignStateMachine.Started => "started_utc = COALESCE(started_utc, @Now), completed_utc = NULL",
            CampaignStateMachine.Completed => "completed_utc = @Now",
            CampaignStateMachine.Reopened => "completed_utc = NULL",
            _ => null,
        };
        if (column is not null)
        {
            transaction.Execute($"UPDATE campaign SET {column} WHERE id = @id", new { id, transaction.Now });
        }

        return true;
    }

    /// <summary>Applies an event to a transformation; false where it does not fit.</summary>
    public static bool Transformation(WriteTransaction transaction, long id, TransformationEvent happened, string actor)
    {
        TransformationState? state = transaction.Connection.SelectFirst<TransformationState?>(
            "SELECT state FROM transformation WHERE id = @id", new { id }, row => row.Name<TransformationState>(0));
        if (TransformationStateMachine.Next(state, happened) is not { } next)
        {
            return false;
        }

        transaction.Execute("UPDATE transformation SET state = @next WHERE id = @id", new { id, next = next.ToString() });
        transaction.Events.Append(Subjects.Transformation, id, null, happened.ToString(), actor, "{}");
        return true;
    }

    /// <summary>Writes the first event of a campaign or transformation whose row was just made.</summary>
    public static void Created(WriteTransaction transaction, string subject, long id, string actor, object definition) =>
        transaction.Events.Append(subject, id, null, CampaignStateMachine.Created, actor, LedgerJson.Write(definition));

    private static bool Apply(WriteTransaction transaction, long id, string kind, string actor, object? body)
    {
        CampaignState? state = transaction.Connection.SelectFirst<CampaignState?>(
            "SELECT state FROM campaign WHERE id = @id", new { id }, row => row.Name<CampaignState>(0));
        if (CampaignStateMachine.Next(state, kind) is not { } next)
        {
            return false;
        }

        transaction.Execute("UPDATE campaign SET state = @next WHERE id = @id", new { id, next = next.ToString() });
        transaction.Events.Append(Subjects.Campaign, id, null, kind, actor, body is null ? "{}" : LedgerJson.Write(body));
        return true;
    }
}
