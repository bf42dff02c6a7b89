using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Datasets;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;
using Fathom.Production.Scouts;
using Fathom.Production.State;

namespace Fathom.Production.Campaigns;

/// <summary>What a person may change of a campaign; each is one transaction with its line in the operators' log.</summary>
internal sealed class CampaignChanges(TransformationFeeder feeder)
{
    /// <summary>Gives the first transformation further datasets; a campaign that has ended goes on.</summary>
    public CommandReply Extend(LedgerWork work, ExtendCampaign asked, string actor)
    {
        if (Find(work.Sql.Connection, asked.Name) is not { } campaign)
        {
            return None(asked.Name);
        }

        StepFacts first = work.Steps.All.First(step => step.CampaignId == campaign);
        string? fault = asked.Datasets.Count == 0 ? "Expected at least one dataset query."
            : asked.Datasets.Select(text => CampaignDatasets.Fault(work.Sql.Connection, text, first.InputTier)).FirstOrDefault(one => one is not null);
        if (fault is not null || first.CampaignState is CampaignState.Cleaning or CampaignState.Cleaned or CampaignState.Archived)
        {
            return CommandReply.Refused(fault ?? $"Campaign {asked.Name} is {first.CampaignState}.");
        }

        int added = asked.Datasets.Count(text =>
            DatasetFeed.Add(work.Sql, first.Id, CampaignDatasets.Pin(work.Sql.Connection, DatasetQuery.Parse(text))!, actor));
        CampaignJournal.Campaign(work.Sql, campaign, CampaignStateMachine.Extended, actor, new { asked.Datasets, asked.Reason });
        CampaignControl.Reopen(work, campaign, first.Id, actor);
        feeder.Freed(work);
        OperatorActions.Done(work.Sql, OperatorActionKind.ExtendCampaign, asked.Name, asked.Reason, actor, new { asked.Datasets });
        return CommandReply.Ok($"{added} datasets added.");
    }

    /// <summary>Flush or completion: an event for each transformation that it fits.</summary>
    public static CommandReply Tell(LedgerWork work, string name, TransformationEvent happened, OperatorActionKind kind, string reason, string actor)
    {
        if (Find(work.Sql.Connection, name) is not { } campaign)
        {
            return None(name);
        }

        int told = work.Steps.All.Where(step => step.CampaignId == campaign && step.CampaignState == CampaignState.Active).ToList()
            .Count(step => CampaignJournal.Transformation(work.Sql, step.Id, happened, actor));
        if (told == 0)
        {
            return CommandReply.Refused($"Campaign {name} has no active transformation.");
        }

        work.State.MayHaveEnded(campaign);
        OperatorActions.Done(work.Sql, kind, name, reason, actor);
        return CommandReply.Ok($"{told} transformations.");
    }

    /// <summary>Sets priority and share.</summary>
    public static CommandReply Set(LedgerWork work, SetCampaign asked, string actor)
    {
        if (Find(work.Sql.Connection, asked.Name) is not { } id)
        {
            return None(asked.Name);
        }

        if ((asked.Priority is null && asked.Share is null) || asked.Share is <= 0 or double.NaN || asked.Priority is < -1000 or > 1000)
        {
            return CommandReply.Refused("Expected a priority between -1000 and 1000, or a share above 0.");
        }

        (int priority, double share) = work.Sql.Connection.SelectFirst(
            "SELECT priority, share FROM campaign WHERE id = @id", new { id }, row => (row.GetInt32(0), row.GetDouble(1)));
        work.Sql.Execute(
            "UPDATE campaign SET priority = @priority, share = @share WHERE id = @id",
            new { id, priority = asked.Priority ?? priority, share = asked.Share ?? share });
        CampaignJournal.Campaign(work.Sql, id, CampaignStateMachine.Set, actor, new { asked.Priority, asked.Share });
        OperatorActions.Done(
            work.Sql, OperatorActionKind.SetCampaign, asked.Name, asked.Reason, actor, new PreviousSetting(priority, share));
        return CommandReply.Ok($"priority {asked.Priority ?? priority}, share {asked.Share ?? share}");
    }

    /// <summary>Opens the gate of the scouts.</summary>
    public CommandReply Overrule(LedgerWork work, OverruleScouts asked, string actor)
    {
        if (Find(work.Sql.Connection, asked.Name) is not { } id)
        {
            return None(asked.Name);
        }

        if (work.Sql.Execute(
            "UPDATE campaign SET scout_state = 'Overruled' WHERE id = @id AND scout_state IN ('Running', 'Failed')", new { id }) == 0)
        {
            return CommandReply.Refused($"Campaign {asked.Name} has no scouts that hold it back.");
        }

        CampaignJournal.Campaign(work.Sql, id, CampaignStateMachine.ScoutsJudged, actor, new { state = ScoutState.Overruled, asked.Reason });
        OperatorActions.Done(work.Sql, OperatorActionKind.OverruleScouts, asked.Name, asked.Reason, actor);
        feeder.Freed(work);
        return CommandReply.Ok();
    }

    /// <summary>Leaves inputs out by name: all of them or none.</summary>
    public static CommandReply Waive(LedgerWork work, WaiveInputs asked, string actor)
    {
        DbConnection connection = work.Sql.Connection;
        if (Find(connection, asked.Name) is not { } campaign)
        {
            return None(asked.Name);
        }

        if (string.IsNullOrWhiteSpace(asked.Reason) || asked.Lfns.Count is 0 or > 10_000)
        {
            return CommandReply.Refused("Expected a reason and 1 to 10000 logical names.");
        }

        var files = new List<long>();
        foreach (string lfn in asked.Lfns)
        {
            long? file = connection.SelectFirst<long?>(
                """
                SELECT f.id FROM transformation_input i JOIN transformation t ON t.id = i.transformation_id AND t.ordinal = 0 JOIN file f ON f.id = i.file_id
                WHERE t.campaign_id = @campaign AND f.lfn = @lfn ORDER BY f.id DESC LIMIT 1
                """,
                new { campaign, lfn }, row => row.GetInt64(0));
            if (file is null)
            {
                return CommandReply.Refused($"{lfn} is no input of campaign {asked.Name}.");
            }

            files.Add(file.Value);
        }

        foreach (long file in files)
        {
            work.Sql.Execute(
                """
                INSERT INTO waiver (campaign_id, file_id, reason, actor, utc) VALUES (@campaign, @file, @Reason, @actor, @Now)
                ON CONFLICT (campaign_id, file_id) DO UPDATE SET reason = excluded.reason, actor = excluded.actor, utc = excluded.utc
                """,
                new { campaign, file, asked.Reason, actor, work.Sql.Now });
        }

        CampaignJournal.Campaign(work.Sql, campaign, CampaignStateMachine.Waived, actor, new { files, asked.Reason });
        OperatorActions.Done(work.Sql, OperatorActionKind.WaiveInput, asked.Name, asked.Reason, actor, new { files });
        return CommandReply.Ok($"{files.Count} inputs waived.");
    }

    /// <summary>Files that a cleaning would delete.</summary>
    public static List<long> ToClean(DbConnection connection, long campaign, bool all) => connection.Select(
        """
        SELECT f.id FROM file f JOIN transformation t ON t.campaign_id = f.campaign_id AND t.output_tier = f.tier
        WHERE f.campaign_id = @campaign AND f.state = 'Valid'
          AND (@all = 1 OR t.ordinal < (SELECT max(u.ordinal) FROM transformation u WHERE u.campaign_id = f.campaign_id)) ORDER BY f.id
        """,
        new { campaign, all }, row => row.GetInt64(0));

    /// <summary>Moves a campaign and its transformations to cleaning, where no job of it is open.</summary>
    public static CommandReply AskCleaning(LedgerWork work, CleanCampaign asked, string actor)
    {
        if (Find(work.Sql.Connection, asked.Name) is not { } campaign)
        {
            return None(asked.Name);
        }

        StepFacts[] steps = [.. work.Steps.All.Where(step => step.CampaignId == campaign)];
        if (steps.FirstOrDefault(step => work.State.HasOpenJobs(step.Id)) is { } busy)
        {
            return CommandReply.Refused($"{busy.Name} of campaign {asked.Name} has open jobs: wait for their end, or kill them first.");
        }

        if (steps[0].CampaignState != CampaignState.Completed && !asked.All)
        {
            return CommandReply.Refused($"Campaign {asked.Name} is {steps[0].CampaignState}: only all of its files (--all) can be cleaned before it has completed.");
        }

        if (!CampaignJournal.Campaign(work.Sql, campaign, CampaignStateMachine.CleaningAsked, actor, new { asked.All, asked.Reason }))
        {
            return CommandReply.Refused($"Campaign {asked.Name} is {steps[0].CampaignState}: stop it first.");
        }

        Array.ForEach(steps, step => CampaignJournal.Transformation(work.Sql, step.Id, TransformationEvent.CleaningAsked, actor));
        return CommandReply.Ok();
    }

    /// <summary>The cleaning of a campaign has marked its last file.</summary>
    public static void Cleaned(WriteTransaction transaction, long campaign)
    {
        CampaignJournal.Campaign(transaction, campaign, CampaignStateMachine.Cleaned, Actors.Server);
        transaction.Connection.Select("SELECT id FROM transformation WHERE campaign_id = @campaign ORDER BY ordinal", new { campaign }, row => row.GetInt64(0))
            .ForEach(step => CampaignJournal.Transformation(transaction, step, TransformationEvent.Cleaned, Actors.Server));
    }

    /// <summary>The id of a campaign, or null.</summary>
    public static long? Find(DbConnection connection, string name) => connection.SelectFirst<long?>(
        "SELECT id FROM campaign WHERE name = @name", new { name }, row => row.GetInt64(0));

    /// <summary>There is no such campaign.</summary>
    public static CommandReply None(string name) => CommandReply.Refused($"There is no campaign {name}.");
}

/// <summary>What a campaign was set to before, so that it can be set back.</summary>
internal sealed record PreviousSetting(int Priority, double Share);
