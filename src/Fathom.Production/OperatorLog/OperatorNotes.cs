using Fathom.Database;

namespace Fathom.Production.OperatorLog;

/// <summary>Writes down what is done outside of the ledger's verbs: moves, backups and restores of the database itself.</summary>
public static class OperatorNotes
{
    /// <summary>Writes an action down; returns its number once it is durable.</summary>
    /// <param name="database">Where.</param>
    /// <param name="kind">What.</param>
    /// <param name="subject">Of what; never with a password.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who.</param>
    public static Task<long> WriteAsync(WorkspaceDatabase database, OperatorActionKind kind, string subject, string reason, string actor) =>
        database.WriteAsync(transaction => OperatorActions.Done(transaction, kind, subject, reason, actor));

    /// <summary>What was written down before it was done has failed: nothing of it remains.</summary>
    public static Task GiveUpAsync(WorkspaceDatabase database, long action) =>
        database.WriteAsync(transaction => OperatorActions.Move(transaction, action, OperatorActionState.Undone));
}
