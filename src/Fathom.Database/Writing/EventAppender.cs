using Fathom.Database.Log;

namespace Fathom.Database.Writing;

/// <summary>Appends events to the ledger: the one way in which a change of state is written down (law 3).</summary>
public sealed class EventAppender
{
    private readonly WriteTransaction _transaction;
    private readonly EventBuffer _buffer;

    internal EventAppender(WriteTransaction transaction, EventBuffer buffer) => (_transaction, _buffer) = (transaction, buffer);

    /// <summary>Appends one event and returns its sequence number, which is final once the work is durable.</summary>
    /// <param name="subject">What changed: see <see cref="Subjects"/>.</param>
    /// <param name="subjectId">Its id; not negative.</param>
    /// <param name="attempt">The attempt it belongs to, if to one.</param>
    /// <param name="kind">Name of the event.</param>
    /// <param name="actor">Who did it: server, pilot:7, user:operator.</param>
    /// <param name="body">The event as JSON.</param>
    /// <param name="previous">Number of the subject's event before it, 0 for its first; null where the caller does not know: then the
    /// database is asked. Whoever gives it for a job also writes <c>job.last_event</c>; for others and for null, that is done here.</param>
    public long Append(string subject, long subjectId, int? attempt, string kind, string actor, string body, long? previous = null)
    {
        bool ofJob = subject == Subjects.Job;
        long before = previous ?? EventLog.Last(_transaction.Connection, subject, subjectId);
        long seq = _buffer.Append(_transaction.UtcMilliseconds, subject, subjectId, attempt, kind, actor, body, before);
        if (!ofJob)
        {
            _transaction.Execute(
                """
                INSERT INTO event_head (subject, subject_id, seq) VALUES (@subject, @subjectId, @seq)
                ON CONFLICT (subject, subject_id) DO UPDATE SET seq = excluded.seq
                """,
                new { subject, subjectId, seq });
        }
        else if (previous is null)
        {
            _transaction.Execute("UPDATE job SET last_event = @seq WHERE id = @subjectId", new { subjectId, seq });
        }

        return seq;
    }
}
