using Fathom.Database;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.OperatorLog;
using Fathom.Production.State;
using Fathom.Production.Writing;

namespace Fathom.Production.Operations;

/// <summary>Does one thing about all of a cause: to its jobs as a bulk action, to sites, nodes and elements at once.</summary>
internal sealed class CauseActions(Ledger ledger, WorkspaceDatabase database, BulkActions bulk, Func<CauseQueries> causes)
{
    /// <summary>Runs it, or says what it would touch. A repeat of the request id returns the first answer.</summary>
    public async Task<CommandReply> ApplyAsync(string requestId, ApplyToCause asked, string actor)
    {
        if (await FirstAsync(requestId, asked, actor) is { } first)
        {
            return first;
        }

        CausePlan plan = new CausePlanner(causes(), database, ledger.Rules.Most, () => ledger.Jobs).Plan(asked);
        if (plan.Fault is { } fault)
        {
            return CommandReply.Refused(fault);
        }

        if (asked.DryRun || plan.Touches == 0)
        {
            return CommandReply.Ok(plan.Text);
        }

        return string.IsNullOrWhiteSpace(asked.Reason) ? CommandReply.Refused("Expected a reason.")
            : asked.Verb.Bans() ? await BanAsync(requestId, asked, plan, actor)
            : await bulk.SubmitAsync(
                new BulkRequest(requestId, asked, KindOf(asked.Verb), $"cause {asked.Cause}", asked.Reason, actor) { Body = (object?)CausePlanner.Raise(asked) ?? new { asked.Cause, asked.Campaign } },
                plan.Jobs, plan.Text);
    }

    private Task<CommandReply?> FirstAsync(string requestId, ApplyToCause asked, string actor) =>
        asked.DryRun ? Task.FromResult<CommandReply?>(null)
        : asked.Verb.Bans() ? ledger.AnsweredAsync<CommandReply>(requestId, nameof(ApplyToCause), Body(asked, actor))
        : bulk.AnsweredAsync(requestId, asked, actor);

    // All of them in one transaction; each has its own line in the log, so that each can be taken back.
    private Task<CommandReply> BanAsync(string requestId, ApplyToCause asked, CausePlan plan, string actor) =>
        ledger.OperateAsync(requestId, nameof(ApplyToCause), Body(asked, actor), work =>
        {
            string[] refused = [.. plan.Places.Select(place => Ban(work, asked, place.Key, actor)).Where(reply => !reply.Done).Select(reply => reply.Reason)];
            return new CommandReply(true, "", [plan.Text, .. refused]);
        });

    private static CommandReply Ban(LedgerWork work, ApplyToCause asked, string name, string actor)
    {
        string reason = $"{asked.Reason} (cause {asked.Cause})";
        return asked.Verb switch
        {
            CauseVerb.BanSites => SiteControl.Ban(work.Sql, new BanSite(name, false, reason), actor),
            CauseVerb.BanNodes => SiteControl.Ban(work.Sql, new BanNode(name, false, reason), actor),
            _ => SiteControl.Ban(work.Sql, new BanElement(name, false, reason), actor),
        };
    }

    private static object Body(ApplyToCause asked, string actor) => new { text = LedgerJson.Write<object>(asked), actor };

    private static OperatorActionKind KindOf(CauseVerb verb) => verb switch
    {
        CauseVerb.Retry => OperatorActionKind.RescheduleJobs,
        CauseVerb.Kill => OperatorActionKind.KillJobs,
        CauseVerb.HoldInputs => OperatorActionKind.HoldInputs,
        CauseVerb.MoreMemory or CauseVerb.MoreTime => OperatorActionKind.RaiseLimits,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "It changes no jobs."),
    };
}
