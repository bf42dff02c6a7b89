namespace Fathom.Database.Writing;

/// <summary>Appends events to the ledger: the one way in which a change of state is written down (law 3).</summary>
public sealed class EventAppender
{
    private readonly WriteTransaction _transaction;

    internal EventAppender(WriteTransaction transaction) => _transaction = transaction;

    /// <summary>Appends one event and returns its sequence number.</summary>
    /// <param name="subject">What changed: see <see cref="Subjects"/>.</param>
    /// <param name="subjectId">Its id.</param>
    /// <param name="attempt">The attempt it belongs to, if to one.</param>
    /// <param name="kind">Name of the event.</param>
    /// <param name="actor">Who did it: server, pilot:7, user:operator.</param>
    /// <param name="body">The event as JSON.</param>
    public long Append(string subject, long subjectId, int? attempt, string kind, string actor, string body) =>
        _transaction.Insert(
            """
            INSERT INTO event (utc, epoch, subject, subject_id, attempt, kind, actor, body)
            VALUES (@Now, @Epoch, @subject, @subjectId, @attempt, @kind, @actor, @body)
            """,
            new { _transaction.Now, _transaction.Epoch, subject, subjectId, attempt, kind, actor, body });
}
