using Fathom.Database;
using Fathom.Production.Monitor;
using Fathom.Production.OperatorLog;
using Fathom.Production.State;
using Fathom.Production.Writing;

namespace Fathom.Production.Operations;

/// <summary>Kills and reschedules jobs for operators: one at once, or many as a bulk action.</summary>
internal sealed class JobChanges(Ledger ledger, WorkspaceDatabase database, BulkActions bulk)
{
    /// <summary>Changes one job; the change and its entry in the log are one transaction.</summary>
    public Task<CommandReply> OneAsync(string requestId, ChangeJob asked, string actor) =>
        string.IsNullOrWhiteSpace(asked.Reason)
            ? Task.FromResult(CommandReply.Refused("Expected a reason."))
            : ledger.OperateAsync(requestId, nameof(ChangeJob), new { text = LedgerJson.Write<object>(asked), actor }, work => One(work, asked, actor));

    /// <summary>Changes the jobs that filters give. No filter at all is a mistake more often than a wish.</summary>
    public Task<CommandReply> OfFilterAsync(ChangeJobs asked, string actor)
    {
        if (asked.Filter.All(term => string.IsNullOrWhiteSpace(term.Value)))
        {
            return Task.FromResult(CommandReply.Refused("Expected at least one filter, such as campaign or state."));
        }

        try
        {
            JobQuestion question = JobQuestionText.Parse(asked.Filter.Select(term => KeyValuePair.Create(term.Name, term.Value)), database.Time.GetUtcNow());
            return ManyAsync(
                asked.Kill, JobChoice.Of(ledger.Jobs, question.Criteria, asked.Kill), string.Join(", ", asked.Filter.Select(term => $"{term.Name} {term.Value}")),
                new { asked.Filter }, asked.Reason, asked.DryRun, actor);
        }
        catch (FormatException fault)
        {
            return Task.FromResult(CommandReply.Refused(fault.Message));
        }
    }

    /// <summary>Changes listed jobs; those that cannot be changed any more are told as such, item by item.</summary>
    public Task<CommandReply> ListedAsync(ChangeListedJobs asked, string actor) => ManyAsync(
        asked.Kill, [.. asked.Jobs.Distinct().Order()], asked.Subject, new { asked.Subject }, asked.Reason, dryRun: false, actor);

    private CommandReply One(LedgerWork work, ChangeJob asked, string actor)
    {
        OperationReply reply = asked.Kill
            ? ledger.JobControl.Kill(work, asked.Job, asked.Reason, actor)
            : ledger.JobControl.Reschedule(work, asked.Job, asked.Reason, actor);
        if (!reply.Done)
        {
            return CommandReply.Refused(reply.Reason);
        }

        long action = OperatorActions.DoneOn(work.Sql, Kind(asked.Kill), FormattableString.Invariant($"job {asked.Job}"), asked.Reason, actor, asked.Job);
        return new CommandReply(true, "", [], action);
    }

    private async Task<CommandReply> ManyAsync(bool kill, List<long> jobs, string subject, object body, string reason, bool dryRun, string actor)
    {
        if (dryRun || jobs.Count == 0)
        {
            return CommandReply.Ok($"{jobs.Count} jobs would be {(kill ? "killed" : "rescheduled")}.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return CommandReply.Refused("Expected a reason.");
        }

        long action = await bulk.SubmitAsync(Kind(kill), subject, reason, actor, body, jobs);
        return new CommandReply(true, "", [$"{jobs.Count} jobs are {(kill ? "killed" : "rescheduled")}."], action);
    }

    private static OperatorActionKind Kind(bool kill) => kill ? OperatorActionKind.KillJobs : OperatorActionKind.RescheduleJobs;
}
