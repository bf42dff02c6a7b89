using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Scouts;
using Fathom.Production.State;
using Fathom.Production.Transfers;

namespace Fathom.Production.Campaigns;

/// <summary>Starts and stops campaigns.</summary>
internal sealed class CampaignControl(TransformationFeeder feeder)
{
    /// <summary>Starts a campaign, or goes on with it: its transformations become active and take the first files that wait, and its
    /// transfers that were given up are queued again. One that is active stays so; its transfers are queued again too.</summary>
    public OperationReply Start(LedgerWork work, string name, string actor)
    {
        if (Find(work.Sql, name) is not { } id)
        {
            return NoCampaign(name);
        }

        CampaignState state = StateOf(work.Sql, id);
        if (state != CampaignState.Active && CampaignStateMachine.Next(state, CampaignStateMachine.Started) is null)
        {
            return OperationReply.Refused($"Campaign {name} is {state}: it does not start again. Make another one over its inputs.");
        }

        bool started = CampaignJournal.Campaign(work.Sql, id, CampaignStateMachine.Started, actor);
        TransferJournal.RetryOfCampaign(work.Sql, id, $"Campaign {name} was started.", actor);
        if (!started)
        {
            return OperationReply.Ok;
        }

        List<long> transformations = Transformations(work.Sql, id);
        transformations.ForEach(one => CampaignJournal.Transformation(work.Sql, one, TransformationEvent.Started, actor));
        StartScouts(work.Sql, id);
        work.StepsChanged();
        if (!transformations.Aggregate(KeepsUp(work.Sql, id), (found, one) => TakeFirst(work, one) || found))
        {
            throw new NoInputException($"Campaign {name} finds no input file: register files of its runs first.");
        }

        work.State.MayHaveEnded(id);
        return OperationReply.Ok;
    }

    /// <summary>Stops a campaign: what runs finishes, nothing more is leased.</summary>
    public static OperationReply Stop(LedgerWork work, string name, string actor)
    {
        if (Find(work.Sql, name) is not { } id)
        {
            return NoCampaign(name);
        }

        if (!CampaignJournal.Campaign(work.Sql, id, CampaignStateMachine.Stopped, actor))
        {
            return OperationReply.Refused($"Campaign {name} is not active.");
        }

        work.StepsChanged();
        Transformations(work.Sql, id).ForEach(one => CampaignJournal.Transformation(work.Sql, one, TransformationEvent.Stopped, actor));
        return OperationReply.Ok;
    }

    /// <summary>A job of the transformation was rescheduled, or what one made is to be made again: the campaign is active again, if it had ended.</summary>
    public static void Reopen(LedgerWork work, long campaignId, long transformationId, string actor)
    {
        if (work.Steps[transformationId] is { IsActive: true })
        {
            return;
        }

        CampaignJournal.Campaign(work.Sql, campaignId, CampaignStateMachine.Reopened, actor);
        work.StepsChanged();
        ReopenTransformations(work, campaignId, transformationId, actor);
    }

    /// <summary>The transformation has an input again: where the campaign is active, it and those after it are too.</summary>
    /// <remarks>A campaign that has ended stays so: whether its freed inputs are processed again is for a person to say, who starts it.</remarks>
    public static void ReopenTransformations(LedgerWork work, long campaignId, long transformationId, string actor)
    {
        StepFacts first = work.Steps[transformationId];
        if (first.CampaignState != CampaignState.Active)
        {
            return;
        }

        foreach (StepFacts step in work.Steps.All.Where(one => one.CampaignId == campaignId && one.Ordinal >= first.Ordinal))
        {
            CampaignJournal.Transformation(work.Sql, step.Id, TransformationEvent.Reopened, actor);
        }

        work.StepsChanged();
    }

    // One that keeps up may start before its first file.
    private static bool KeepsUp(WriteTransaction transaction, long id) =>
        transaction.Connection.Exists("SELECT 1 FROM campaign WHERE id = @id AND keep_up = 1", new { id });

    private static void StartScouts(WriteTransaction transaction, long id)
    {
        if (transaction.Execute("UPDATE campaign SET scout_state = 'Running' WHERE id = @id AND scouts IS NOT NULL AND scout_state = 'None'", new { id }) == 1)
        {
            CampaignJournal.Campaign(transaction, id, CampaignStateMachine.ScoutsJudged, Actors.Server, new { state = ScoutState.Running });
        }
    }

    // Jobs that it has, inputs that wait, or new files: any of them is enough to begin with.
    private bool TakeFirst(LedgerWork work, long transformation)
    {
        (int made, bool more) = feeder.Feed(work, transformation);
        return made > 0 || more || work.Sql.Connection.Exists("SELECT 1 FROM transformation_input WHERE transformation_id = @transformation", new { transformation });
    }

    private static long? Find(WriteTransaction transaction, string name) => transaction.Connection.SelectFirst<long?>(
        "SELECT id FROM campaign WHERE name = @name", new { name }, row => row.GetInt64(0));

    private static CampaignState StateOf(WriteTransaction transaction, long id) => transaction.Connection.SelectFirst(
        "SELECT state FROM campaign WHERE id = @id", new { id }, row => row.Name<CampaignState>(0));

    private static List<long> Transformations(WriteTransaction transaction, long id) => transaction.Connection.Select(
        "SELECT id FROM transformation WHERE campaign_id = @id ORDER BY ordinal", new { id }, row => row.GetInt64(0));

    private static OperationReply NoCampaign(string name) => OperationReply.Refused($"There is no campaign {name}.");
}

/// <summary>A campaign that was to start has nothing to do; nothing was changed.</summary>
internal sealed class NoInputException(string message) : Exception(message);
