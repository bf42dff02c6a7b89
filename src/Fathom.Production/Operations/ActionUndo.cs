using System.Text.Json;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.OperatorLog;
using Fathom.Production.Writing;

namespace Fathom.Production.Operations;

/// <summary>Takes operators' actions back.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="database">The workspace.</param>
/// <param name="bulk">Where bulk actions are submitted.</param>
/// <param name="run">Runs the command that takes one back.</param>
internal sealed class ActionUndo(
    Ledger ledger, WorkspaceDatabase database, BulkActions bulk, Func<string, OperatorCommand, string, Task<CommandReply>> run)
{
    /// <summary>Takes an action back. A repeat of the request id returns the first answer.</summary>
    public async Task<CommandReply> UndoAsync(string requestId, UndoAction asked, string actor)
    {
        if (await bulk.AnsweredAsync(requestId, asked, actor) is { } first)
        {
            return first;
        }

        if (database.Read(connection => OperatorActions.Find(connection, asked.Action)) is not { } action)
        {
            return CommandReply.Refused($"There is no action {asked.Action}.");
        }

        if (OperatorUndo.Of(action, out string why) is not { } inverse)
        {
            return CommandReply.Refused(why);
        }

        if (inverse == OperatorActionKind.WithdrawRetries)
        {
            return await WithdrawAsync(requestId, asked, action, actor);
        }

        string reason = string.IsNullOrWhiteSpace(asked.Reason) ? $"takes action {action.Id} back" : asked.Reason;
        if (inverse is OperatorActionKind.WithdrawKills or OperatorActionKind.KillJobs or OperatorActionKind.HoldInputs or OperatorActionKind.ReleaseInputs)
        {
            List<long> changed = Changed(action);
            return await bulk.SubmitAsync(
                new BulkRequest(requestId, asked, inverse, $"action {action.Id}", reason, actor) { Body = new { undoes = action.Id }, Undoes = action.Id },
                changed, $"{inverse} of {changed.Count} jobs.");
        }

        // Two requests: what a kill kept from coming after the first is done by its repeat, which meets the first one's answer.
        CommandReply reply = await run(BulkRequest.Part(requestId, "inverse"), Inverse(action, reason), actor);
        return !reply.Done ? reply : await ledger.OperateAsync(requestId, BulkRequest.Operation(asked), BulkRequest.Hashed(asked, actor), work =>
        {
            OperatorActions.Move(work.Sql, action.Id, OperatorActionState.Undone);
            return reply;
        });
    }

    // Only jobs that wait for the retry that this action gave them: what has started goes on, also with raised limits, and what a later
    // action did stays.
    private async Task<CommandReply> WithdrawAsync(string requestId, UndoAction asked, OperatorAction action, string actor)
    {
        List<long> changed = Changed(action);
        List<long> waiting = [.. changed.Where(job => ledger.Jobs.Has(job) && ledger.Jobs.StateOf(job) == JobState.Waiting)];
        HashSet<long> later = [.. database.Read(connection => connection.Select(
            """
            SELECT i.subject_id FROM operator_action a JOIN operator_action_item i ON i.action_id = a.id
            WHERE a.id > @Id AND a.kind IN ('RescheduleJobs', 'RaiseLimits', 'WithdrawKills') AND i.outcome = @Changed
            """,
            new { action.Id, IBulkVerb.Changed }, row => row.GetInt64(0)))];
        waiting.RemoveAll(later.Contains);
        if (waiting.Count == 0)
        {
            return CommandReply.Refused($"All {changed.Count} jobs of action {action.Id} have started since, or were changed; 'fathom job kill' ends them.");
        }

        string reason = string.IsNullOrWhiteSpace(asked.Reason) ? $"takes action {action.Id} back" : asked.Reason;
        return await bulk.SubmitAsync(
            new BulkRequest(requestId, asked, OperatorActionKind.WithdrawRetries, $"action {action.Id}", reason, actor) { Body = new { undoes = action.Id }, Undoes = action.Id },
            waiting, $"{waiting.Count} of {changed.Count} jobs are put back as they were; {changed.Count - waiting.Count} have started or were changed, and go on.");
    }

    private List<long> Changed(OperatorAction action) => database.Read(connection => connection.Select(
        "SELECT subject_id FROM operator_action_item WHERE action_id = @Id AND outcome = @Changed ORDER BY ordinal",
        new { action.Id, IBulkVerb.Changed }, row => row.GetInt64(0)));

    private static OperatorCommand Inverse(OperatorAction action, string reason)
    {
        using JsonDocument body = JsonDocument.Parse(action.Body);
        string? before = body.RootElement.TryGetProperty("before", out JsonElement text) ? text.GetString() : null;
        return action.Kind switch
        {
            OperatorActionKind.BanSite => new BanSite(action.Subject, before is null, before ?? reason),
            OperatorActionKind.UnbanSite => new BanSite(action.Subject, false, before ?? reason),
            OperatorActionKind.BanNode => new BanNode(action.Subject, before is null, before ?? reason),
            OperatorActionKind.UnbanNode => new BanNode(action.Subject, false, before ?? reason),
            OperatorActionKind.BanElement => new BanElement(action.Subject, before is null, before ?? reason),
            OperatorActionKind.UnbanElement => new BanElement(action.Subject, false, before ?? reason),
            OperatorActionKind.StopCampaign => new StartCampaign(action.Subject, null, reason),
            OperatorActionKind.SetCampaign when LedgerJson.Read<PreviousSetting>(action.Body) is var was => new SetCampaign(action.Subject, was.Priority, was.Share, reason),
            OperatorActionKind.SetLimit when LedgerJson.Read<DispatchLimit>(action.Body) is var limit =>
                new SetLimit(limit.Kind, limit.Name, limit.MostRunning, limit.Share, reason),
            OperatorActionKind.SetCeiling when LedgerJson.Read<DeclaredCeiling>(action.Body) is var was =>
                new SetCeiling(was.Element, was.ReadBytes, was.WriteBytes, was.ReadStreams, was.WriteStreams, reason),
            _ => throw new InvalidOperationException($"There is no command that takes {action.Kind} back."),
        };
    }
}
