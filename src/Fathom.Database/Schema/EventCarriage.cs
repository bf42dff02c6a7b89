using System.Data.Common;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Database.Schema;

/// <summary>Carries the event rows of a version 1 workspace into blocks: every event, with its number, time, epoch and predecessor.</summary>
internal static class EventCarriage
{
    /// <summary>The migration it belongs to.</summary>
    public const int Version = 2;

    private const int AtOnce = 4096;

    private const string Rows =
        """
        SELECT e.seq, e.utc, e.epoch, e.subject, e.subject_id, e.attempt, e.kind, e.actor, e.body,
            (SELECT max(p.seq) FROM event p WHERE p.subject = e.subject AND p.subject_id = e.subject_id AND p.seq < e.seq)
        FROM event e WHERE e.seq > @after ORDER BY e.seq LIMIT @limit
        """;

    /// <summary>Runs it; memory holds a few thousand events at a time.</summary>
    /// <exception cref="WorkspaceException">Events are missing between the first and the last.</exception>
    public static void Carry(DbConnection connection, DatabaseEngine engine)
    {
        var blocks = new BlockAppender();
        while (Next(connection, blocks.Last) is { Count: > 0 } some)
        {
            foreach (IGrouping<long, (long Epoch, BufferedEvent Event)> epoch in some.GroupBy(one => one.Epoch))
            {
                List<BufferedEvent> events = [.. epoch.Select(one => one.Event)];
                RequireNoGap(engine.Name, blocks.Last, events);
                blocks.Append(connection, epoch.Key, events);
            }
        }

        connection.Execute(
            """
            INSERT INTO event_head (subject, subject_id, seq)
            SELECT subject, subject_id, max(seq) FROM event WHERE subject <> @Job GROUP BY subject, subject_id
            """,
            new { Subjects.Job });
        connection.Execute(
            "UPDATE job SET last_event = coalesce((SELECT max(seq) FROM event WHERE subject = @Job AND subject_id = job.id), 0)",
            new { Subjects.Job });
        connection.Execute("DROP TABLE event");
    }

    private static List<(long Epoch, BufferedEvent Event)> Next(DbConnection connection, long after) =>
        connection.Select(Rows, new { after, limit = AtOnce }, row => (row.GetInt64(2), new BufferedEvent(
            row.GetInt64(0), UtcLabel.Parse(row.GetString(1)).ToUnixTimeMilliseconds(), row.GetString(3), row.GetInt64(4), row.IntOrNull(5),
            row.GetString(6), row.GetString(7), row.GetString(8), row.LongOrNull(9) ?? 0)));

    private static void RequireNoGap(string name, long last, List<BufferedEvent> events)
    {
        foreach (BufferedEvent happened in events)
        {
            if (happened.Seq != ++last)
            {
                throw EventLog.Damaged(name, last, $"event {last}", $"event {happened.Seq}: those between were deleted");
            }
        }
    }
}
