using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Operations;

namespace Fathom.Production.OperatorLog;

/// <summary>Actions that touch many jobs or files: written down item by item first, then worked through in bounded transactions.</summary>
/// <remarks>After a kill, what was being prepared is given up (nothing was touched) and what was running goes on. Each item has its
/// own request id, derived from action and item, so that its repeat is the same request.</remarks>
public sealed class BulkActions
{
    private const int PreparedAtOnce = 5000;
    private const int SettledAtOnce = 256;
    private readonly Ledger _ledger;
    private readonly WorkspaceDatabase _database;
    private readonly Dictionary<OperatorActionKind, IBulkVerb> _verbs;

    internal BulkActions(Ledger ledger, WorkspaceDatabase database, params ReadOnlySpan<IBulkVerb> verbs)
    {
        (_ledger, _database) = (ledger, database);
        _verbs = [];
        foreach (IBulkVerb verb in verbs)
        {
            foreach (OperatorActionKind kind in verb.Kinds)
            {
                _verbs.Add(kind, verb);
            }
        }
    }

    /// <summary>The first answer to a request for a bulk action, or null where it is new: ask before what it touches is looked for.</summary>
    /// <exception cref="Database.Requests.RequestConflictException">The id was used with another body.</exception>
    internal Task<CommandReply?> AnsweredAsync(string requestId, object asked, string actor) =>
        _ledger.AnsweredAsync<CommandReply>(requestId, BulkRequest.Operation(asked), BulkRequest.Hashed(asked, actor));

    /// <summary>Writes an action and its items down and lets it run; <see cref="RunAsync"/> works on it. A repeat makes no second one.</summary>
    /// <param name="asked">The request.</param>
    /// <param name="items">Jobs or files.</param>
    /// <param name="says">What the answer says.</param>
    internal async Task<CommandReply> SubmitAsync(BulkRequest asked, IReadOnlyList<long> items, string says)
    {
        long action = await _database.WriteAsync(
            transaction => OperatorActions.Prepare(transaction, asked.Kind, asked.Subject, asked.Reason, asked.Actor, asked.Body));
        for (int from = 0; from < items.Count; from += PreparedAtOnce)
        {
            long[] some = [.. items.Skip(from).Take(PreparedAtOnce)];
            await _database.WriteAsync(transaction => OperatorActions.AddItems(transaction, action, from + 1, some));
        }

        // The request becomes known in the transaction that lets the action run: what a kill left in preparation was never asked for.
        CommandReply reply = await _ledger.OperateAsync(asked.RequestId, BulkRequest.Operation(asked.Asked), BulkRequest.Hashed(asked.Asked, asked.Actor), work =>
        {
            OperatorActions.Move(work.Sql, action, OperatorActionState.Running);
            if (asked.Undoes != 0)
            {
                OperatorActions.Move(work.Sql, asked.Undoes, OperatorActionState.Undone);
            }

            return new CommandReply(true, "", [says], action);
        });
        if (reply.Action != action)
        {
            // The same request came twice at a time: the other one was first.
            await _database.WriteAsync(transaction => GiveUp(transaction, action));
        }

        return reply;
    }

    /// <summary>Gives up what an earlier server was preparing; call it once, before requests are answered.</summary>
    public Task RecoverAsync() => _database.WriteAsync(transaction =>
    {
        foreach (OperatorAction action in OperatorActions.In(transaction.Connection, OperatorActionState.Preparing))
        {
            GiveUp(transaction, action.Id);
        }
    });

    private static void GiveUp(WriteTransaction transaction, long action)
    {
        transaction.Execute("DELETE FROM operator_action_item WHERE action_id = @action", new { action });
        transaction.Execute("UPDATE operator_action SET items = 0 WHERE id = @action", new { action });
        OperatorActions.Move(transaction, action, OperatorActionState.Undone);
    }

    /// <summary>Runs all actions that are to run, to their end; returns how many ended. One caller at a time.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        List<OperatorAction> due = _database.Read(connection => OperatorActions.In(connection, OperatorActionState.Running));
        foreach (OperatorAction action in due)
        {
            await RunOneAsync(action, cancellation);
        }

        return due.Count;
    }

    private async Task RunOneAsync(OperatorAction action, CancellationToken cancellation)
    {
        IBulkVerb verb = _verbs[action.Kind];
        while (Next(action.Id) is { Count: > 0 } items)
        {
            cancellation.ThrowIfCancellationRequested();
            // Together, so that they share commits.
            string[] outcomes = await Task.WhenAll(items.Select(item => verb.SettleAsync(action, item.Subject, RequestId(action, item.Ordinal))));
            await _database.WriteAsync(transaction => Settle(transaction, action.Id, items, outcomes));
        }

        await _database.WriteAsync(transaction =>
        {
            verb.Finish(transaction, action);
            OperatorActions.Move(transaction, action.Id, OperatorActionState.Done);
        });
    }

    private List<(long Ordinal, long Subject)> Next(long action) => _database.Read(connection => connection.Select(
        """
        SELECT i.ordinal, i.subject_id FROM operator_action_item i JOIN operator_action a ON a.id = i.action_id
        WHERE i.action_id = @action AND i.ordinal > a.done ORDER BY i.ordinal LIMIT @limit
        """,
        new { action, limit = SettledAtOnce }, row => (row.GetInt64(0), row.GetInt64(1))));

    private static void Settle(WriteTransaction transaction, long action, List<(long Ordinal, long Subject)> items, string[] outcomes)
    {
        for (int i = 0; i < outcomes.Length; i++)
        {
            transaction.Execute(
                "UPDATE operator_action_item SET outcome = @outcome WHERE action_id = @action AND ordinal = @ordinal",
                new { action, ordinal = items[i].Ordinal, outcome = outcomes[i] });
        }

        transaction.Execute(
            "UPDATE operator_action SET done = @done, changed = changed + @changed WHERE id = @action",
            new { action, done = items[^1].Ordinal, changed = outcomes.Count(outcome => outcome.StartsWith(IBulkVerb.Changed, StringComparison.Ordinal)) });
    }

    // A version 7 UUID of the action's own time: request ids are to be sequential, and the same after a kill.
    private static string RequestId(OperatorAction action, long ordinal)
    {
        Span<byte> id = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{action.Id} {ordinal} {action.Utc}"), id);
        long time = DateTimeOffset.Parse(action.Utc, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        Span<byte> stamp = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(stamp, time);
        stamp[2..].CopyTo(id);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id[..16], bigEndian: true).ToString();
    }
}
