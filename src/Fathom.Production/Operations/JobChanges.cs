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

    /// <summary>Changes the jobs that filters give. No filter at all is a mistake more often than a wish. A repeat of the request id
    /// returns the first answer.</summary>
    public async Task<CommandReply> OfFilterAsync(string requestId, ChangeJobs asked, string actor)
    {
        if (!asked.DryRun && await bulk.AnsweredAsync(requestId, asked, actor) is { } first)
        {
            return first;
        }

        if (asked.Filter.All(term => string.IsNullOrWhiteSpace(term.Value)))
        {
            return CommandReply.Refused("Expected at least one filter, such as campaign or state.");
        }

        try
        {
            JobQuestion question = JobQuestionText.Parse(asked.Filter.Select(term => KeyValuePair.Create(term.Name, term.Value)), database.Time.GetUtcNow());
            return await ManyAsync(requestId, asked, JobChoice.Of(ledger.Jobs, question.Criteria, asked.Kill), actor);
        }
        catch (FormatException fault)
        {
            return CommandReply.Refused(fault.Message);
        }
    }

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

    private async Task<CommandReply> ManyAsync(string requestId, ChangeJobs asked, List<long> jobs, string actor)
    {
        string done = asked.Kill ? "killed" : "rescheduled";
        string subject = string.Join(", ", asked.Filter.Select(term => $"{term.Name} {term.Value}"));
        return asked.DryRun || jobs.Count == 0 ? CommandReply.Ok($"{jobs.Count} jobs would be {done}.")
            : string.IsNullOrWhiteSpace(asked.Reason) ? CommandReply.Refused("Expected a reason.")
            : await bulk.SubmitAsync(
                new BulkRequest(requestId, asked, Kind(asked.Kill), subject, asked.Reason, actor) { Body = new { asked.Filter } },
                jobs, $"{jobs.Count} jobs are {done}.");
    }

    private static OperatorActionKind Kind(bool kill) => kill ? OperatorActionKind.KillJobs : OperatorActionKind.RescheduleJobs;
}
