using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Writing;

namespace Fathom.Production.OperatorLog;

/// <summary>Writes and reads operators' actions.</summary>
internal static class OperatorActions
{
    private const string Columns = "SELECT id, kind, subject, reason, actor, utc, state, items, changed, body FROM operator_action";

    /// <summary>Writes down an action that is done in this transaction; returns its number.</summary>
    public static long Done(
        WriteTransaction transaction, OperatorActionKind kind, string subject, string reason, string actor, object? body = null) =>
        Insert(transaction, kind, subject, reason, actor, OperatorActionState.Done, 1, body);

    /// <summary>Writes down an action on one job, done in this transaction, so that it can be taken back; returns its number.</summary>
    public static long DoneOn(
        WriteTransaction transaction, OperatorActionKind kind, string subject, string reason, string actor, long subjectId)
    {
        long action = Done(transaction, kind, subject, reason, actor);
        transaction.Execute(
            "INSERT INTO operator_action_item (action_id, ordinal, subject_id, outcome) VALUES (@action, 1, @subjectId, @changed)",
            new { action, subjectId, changed = IBulkVerb.Changed });
        return action;
    }

    /// <summary>Writes down an action whose items follow; nothing is touched yet.</summary>
    public static long Prepare(
        WriteTransaction transaction, OperatorActionKind kind, string subject, string reason, string actor, object? body = null) =>
        Insert(transaction, kind, subject, reason, actor, OperatorActionState.Preparing, 0, body);

    /// <summary>Adds items of an action that is being prepared.</summary>
    public static void AddItems(WriteTransaction transaction, long action, long first, IReadOnlyList<long> subjects)
    {
        for (int i = 0; i < subjects.Count; i++)
        {
            transaction.Execute(
                "INSERT INTO operator_action_item (action_id, ordinal, subject_id) VALUES (@action, @ordinal, @subject)",
                new { action, ordinal = first + i, subject = subjects[i] });
        }

        transaction.Execute("UPDATE operator_action SET items = items + @count WHERE id = @action", new { action, count = subjects.Count });
    }

    /// <summary>Changes where an action is.</summary>
    public static void Move(WriteTransaction transaction, long action, OperatorActionState state)
    {
        transaction.Execute("UPDATE operator_action SET state = @state WHERE id = @action", new { action, state = state.ToString() });
        transaction.Events.Append(Subjects.OperatorAction, action, null, state.ToString(), Actors.Server, "{}");
    }

    /// <summary>The action of a number, or null.</summary>
    public static OperatorAction? Find(DbConnection connection, long id) =>
        connection.SelectFirst($"{Columns} WHERE id = @id", new { id }, Map);

    /// <summary>The newest actions, newest first; before a number where one is given.</summary>
    public static List<OperatorAction> Latest(DbConnection connection, int limit, long? before, string? subject) => connection.Select(
        $"""
        {Columns} WHERE id < @before AND (@subject = '' OR subject = @subject) ORDER BY id DESC LIMIT @limit
        """,
        new { before = before ?? long.MaxValue, subject = subject ?? "", limit }, Map);

    /// <summary>Actions in a state, oldest first.</summary>
    public static List<OperatorAction> In(DbConnection connection, OperatorActionState state) => connection.Select(
        $"{Columns} WHERE state = @state ORDER BY id", new { state = state.ToString() }, Map);

    private static long Insert(
        WriteTransaction transaction, OperatorActionKind kind, string subject, string reason, string actor, OperatorActionState state, long count, object? body)
    {
        string json = body is null ? "{}" : LedgerJson.Write(body);
        long id = transaction.Insert(
            """
            INSERT INTO operator_action (kind, subject, reason, actor, utc, state, items, changed, body)
            VALUES (@kind, @subject, @reason, @actor, @Now, @state, @count, @count, @json)
            """,
            new { kind = kind.ToString(), subject, reason, actor, transaction.Now, state = state.ToString(), count, json });
        transaction.Events.Append(
            Subjects.OperatorAction, id, null, kind.ToString(), actor, LedgerJson.Write(new { subject, reason, state, body }));
        return id;
    }

    private static OperatorAction Map(DbDataReader row) => new(
        row.GetInt64(0), row.Name<OperatorActionKind>(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.Name<OperatorActionState>(6), row.GetInt64(7), row.GetInt64(8), row.GetString(9));
}
