using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Scouts;
using Fathom.Production.Transfers;

namespace Fathom.Production.Campaigns;

/// <summary>Starts and stops campaigns.</summary>
internal sealed class CampaignControl(TransformationFeeder feeder)
{
    // One that keeps up may start before its first file; of a large catalogue only the first window was looked at.
    private const string MayHaveInput =
        """
        SELECT 1 FROM campaign c JOIN transformation t ON t.campaign_id = c.id WHERE c.id = @id AND (c.keep_up = 1
          OR EXISTS (SELECT 1 FROM transformation_input i WHERE i.transformation_id = t.id)
          OR EXISTS (SELECT 1 FROM transformation_dataset d WHERE d.transformation_id = t.id AND t.ordinal = 0
                     AND d.seen_file < (SELECT max(f.id) FROM file f)))
        """;

    /// <summary>Starts a campaign, or goes on with it: its transformations become active and take the files that wait, and its
    /// transfers that were given up are queued again. One that is active stays so; its transfers are queued again too.</summary>
    public OperationReply Start(WriteTransaction transaction, string name, string actor)
    {
        if (Find(transaction, name) is not { } id)
        {
            return NoCampaign(name);
        }

        bool started = CampaignJournal.Campaign(transaction, id, CampaignStateMachine.Started, actor);
        TransferJournal.RetryOfCampaign(transaction, id, $"Campaign {name} was started.", actor);
        if (!started)
        {
            return OperationReply.Ok;
        }

        foreach (long transformation in Transformations(transaction, id))
        {
            CampaignJournal.Transformation(transaction, transformation, TransformationEvent.Started, actor);
        }

        StartScouts(transaction, id);
        feeder.FeedFirst(transaction, id);
        if (!transaction.Connection.Exists(MayHaveInput, new { id }))
        {
            throw new NoInputException($"Campaign {name} finds no input file: register files of its runs first.");
        }

        CampaignCompletion.Check(transaction, id);
        return OperationReply.Ok;
    }

    private static void StartScouts(WriteTransaction transaction, long id)
    {
        if (transaction.Execute("UPDATE campaign SET scout_state = 'Running' WHERE id = @id AND scouts IS NOT NULL AND scout_state = 'None'", new { id }) == 1)
        {
            CampaignJournal.Campaign(transaction, id, CampaignStateMachine.ScoutsJudged, Actors.Server, new { state = ScoutState.Running });
        }
    }

    /// <summary>Stops a campaign: what runs finishes, nothing more is leased.</summary>
    public static OperationReply Stop(WriteTransaction transaction, string name, string actor)
    {
        if (Find(transaction, name) is not { } id)
        {
            return NoCampaign(name);
        }

        if (!CampaignJournal.Campaign(transaction, id, CampaignStateMachine.Stopped, actor))
        {
            return OperationReply.Refused($"Campaign {name} is not active.");
        }

        foreach (long transformation in Transformations(transaction, id))
        {
            CampaignJournal.Transformation(transaction, transformation, TransformationEvent.Stopped, actor);
        }

        return OperationReply.Ok;
    }

    /// <summary>A job of the transformation was rescheduled: the campaign is active again, if it had ended.</summary>
    public static void Reopen(WriteTransaction transaction, long campaignId, long transformationId, string actor)
    {
        CampaignJournal.Campaign(transaction, campaignId, CampaignStateMachine.Reopened, actor);
        ReopenTransformations(transaction, campaignId, transformationId, actor);
    }

    /// <summary>The transformation has an input again: where the campaign is active, it and those after it are too.</summary>
    /// <remarks>A campaign that has ended stays so: whether its freed inputs are processed again is for a person to say, who starts it.</remarks>
    public static void ReopenTransformations(WriteTransaction transaction, long campaignId, long transformationId, string actor)
    {
        if (!transaction.Connection.Exists("SELECT 1 FROM campaign WHERE id = @campaignId AND state = 'Active'", new { campaignId }))
        {
            return;
        }

        foreach (long id in transaction.Connection.Select(
            """
            SELECT id FROM transformation WHERE campaign_id = @campaignId
              AND ordinal >= (SELECT ordinal FROM transformation WHERE id = @transformationId)
            """,
            new { campaignId, transformationId },
            row => row.GetInt64(0)))
        {
            CampaignJournal.Transformation(transaction, id, TransformationEvent.Reopened, actor);
        }
    }

    private static long? Find(WriteTransaction transaction, string name) => transaction.Connection.SelectFirst<long?>(
        "SELECT id FROM campaign WHERE name = @name", new { name }, row => row.GetInt64(0));

    private static List<long> Transformations(WriteTransaction transaction, long id) => transaction.Connection.Select(
        "SELECT id FROM transformation WHERE campaign_id = @id ORDER BY ordinal", new { id }, row => row.GetInt64(0));

    private static OperationReply NoCampaign(string name) => OperationReply.Refused($"There is no campaign {name}.");
}

/// <summary>A campaign that was to start has nothing to do; nothing was changed.</summary>
internal sealed class NoInputException(string message) : Exception(message);
