using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Log;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.OperatorLog;
using Fathom.Production.Preflight;
using Fathom.Production.Writing;

namespace Fathom.Production.Operations;

/// <summary>Makes, plans, checks, starts and stops campaigns. There is no other way for a person to start one: the preflight stands before it.</summary>
internal sealed class CampaignStarts(Ledger ledger, WorkspaceDatabase database, IPreflightSources sources)
{
    private readonly PreflightSurvey _survey = new(sources, database.Time);

    /// <summary>Makes a campaign; one of the same name and definition is that campaign, and is not logged again.</summary>
    public Task<CommandReply> CreateAsync(string requestId, CreateCampaign create, string actor) =>
        ledger.OperateAsync(requestId, nameof(CreateCampaign), new { text = LedgerJson.Write<object>(create), actor }, work =>
        {
            CampaignReply reply = CampaignCreation.Create(work.Sql, create.Definition, actor);
            if (!reply.Accepted)
            {
                return CommandReply.Refused(reply.Reason);
            }

            if (reply.Created)
            {
                OperatorActions.Done(work.Sql, OperatorActionKind.CreateCampaign, create.Definition.Name, "", actor);
            }

            return CommandReply.Ok();
        });

    /// <summary>What a definition would take.</summary>
    public async Task<CommandReply> PlanAsync(CampaignDefinition definition)
    {
        if (database.Read(connection => CampaignRules.Fault(connection, definition, definition.GoodRunList is { } name
                ? Catalog.Runs.GoodRunLists.Find(connection, name, definition.GoodRunListVersion) : null)) is { } fault)
        {
            return CommandReply.Refused(fault);
        }

        StepTrial[] trials = await _survey.TryAsync(definition);
        return CommandReply.Ok(PreflightText.Of(database.Read(connection => _survey.Gather(connection, definition, null, trials))));
    }

    /// <summary>The preflight alone.</summary>
    public async Task<CommandReply> CheckAsync(string name)
    {
        if (await GatherAsync(name) is not { } facts)
        {
            return CampaignChanges.None(name);
        }

        IReadOnlyList<PreflightReason> reasons = PreflightCheck.Run(facts);
        return new CommandReply(
            reasons.Count == 0, string.Join('\n', reasons.Select(reason => $"{reason.Cause}: {reason.Detail}")), PreflightText.Of(facts));
    }

    /// <summary>Starts a campaign that passes its preflight, or that is forced where that may be.</summary>
    public async Task<CommandReply> StartAsync(string requestId, StartCampaign start, string actor)
    {
        if (await GatherAsync(start.Name) is not { } facts)
        {
            return CampaignChanges.None(start.Name);
        }

        IReadOnlyList<PreflightReason> reasons = PreflightCheck.Run(facts);
        PreflightReason[] binding = [.. reasons.Where(reason => start.Force is null || !reason.MayBeForced)];
        if (binding.Length > 0)
        {
            string how = binding.All(reason => reason.MayBeForced) ? " 'fathom campaign start --force REASON' starts it all the same." : "";
            return CommandReply.Refused(
                $"Campaign {start.Name} cannot end:\n{string.Join('\n', binding.Select(reason => $"  {reason.Cause}: {reason.Detail}"))}\n{how}".TrimEnd());
        }

        try
        {
            return await ledger.OperateAsync(requestId, nameof(StartCampaign), new { text = LedgerJson.Write<object>(start), actor }, work =>
            {
                OperationReply reply = ledger.Campaigns.Control.Start(work, start.Name, actor);
                if (!reply.Done)
                {
                    return CommandReply.Refused(reply.Reason);
                }

                OperatorActions.Done(
                    work.Sql, OperatorActionKind.StartCampaign, start.Name, start.Force ?? start.Reason, actor, new { forced = reasons });
                return CommandReply.Ok();
            });
        }
        catch (NoInputException nothing)
        {
            return CommandReply.Refused(nothing.Message);
        }
    }

    /// <summary>Stops a campaign.</summary>
    public Task<CommandReply> StopAsync(string requestId, StopCampaign stop, string actor) =>
        ledger.OperateAsync(requestId, nameof(StopCampaign), new { text = LedgerJson.Write<object>(stop), actor }, work =>
        {
            OperationReply reply = CampaignControl.Stop(work, stop.Name, actor);
            if (!reply.Done)
            {
                return CommandReply.Refused(reply.Reason);
            }

            OperatorActions.Done(work.Sql, OperatorActionKind.StopCampaign, stop.Name, stop.Reason, actor);
            return CommandReply.Ok();
        });

    private async Task<PreflightFacts?> GatherAsync(string name)
    {
        if (database.Read(connection => CampaignChanges.Find(connection, name) is { } found ? Definition(connection, found) : null) is not { } definition)
        {
            return null;
        }

        StepTrial[] trials = await _survey.TryAsync(definition);
        return database.Read(connection => _survey.Gather(connection, definition, CampaignChanges.Find(connection, name), trials));
    }

    private static CampaignDefinition Definition(DbConnection connection, long id) =>
        LedgerJson.Read<CampaignDefinition>(EventLog.History(connection, Subjects.Campaign, id)[0].Body);
}
