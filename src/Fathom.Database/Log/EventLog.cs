using System.Data.Common;
using Fathom.Database.Faults;
using Fathom.Database.Reading;

namespace Fathom.Database.Log;

/// <summary>Reads the ledger's events: in order, one by its number, one subject's history.</summary>
/// <remarks>Events lie in blocks, one for each commit, chained by SHA-256. No reader stays open between two events, so that the
/// caller may use the connection meanwhile.</remarks>
public static class EventLog
{
    private const int BlocksAtOnce = 64;
    private const string Select = $"SELECT {EventBlock.Columns} FROM event_block ";

    /// <summary>Sequence number of the newest event; 0 before the first.</summary>
    public static long Newest(DbConnection connection) =>
        connection.SelectNumber("SELECT last_seq FROM event_block ORDER BY first_seq DESC LIMIT 1");

    /// <summary>The events from <paramref name="fromSeq"/> to <paramref name="toSeq"/>, both included, in their order.</summary>
    /// <param name="connection">A connection of the workspace; a read spans as many statements as it needs.</param>
    /// <param name="fromSeq">First event; 1 for all.</param>
    /// <param name="toSeq">Last event; null for the newest at the time it is reached.</param>
    /// <exception cref="WorkspaceException">A block is damaged, missing, or not chained to the one before it.</exception>
    public static IEnumerable<LedgerEvent> Read(DbConnection connection, long fromSeq = 1, long? toSeq = null) =>
        Read(read => read(connection), connection.DataSource, fromSeq, toSeq);

    internal delegate List<EventBlock> BlockRead(Func<DbConnection, List<EventBlock>> query);

    internal static IEnumerable<LedgerEvent> Read(BlockRead read, string path, long fromSeq, long? toSeq)
    {
        (fromSeq, long last) = (Math.Max(1, fromSeq), toSeq ?? long.MaxValue);
        // From the event before, so that the first that is asked for is checked against the block before it.
        long next = fromSeq - 1;
        var chain = new BlockChain(path, anchor: next);
        while (read(connection => From(connection, next, last)) is { Count: > 0 } blocks)
        {
            foreach (EventBlock block in blocks)
            {
                chain.Follow(block);
                foreach (LedgerEvent happened in Decode(path, block))
                {
                    if (happened.Seq >= fromSeq && happened.Seq <= last)
                    {
                        yield return happened;
                    }
                }
            }

            next = blocks[^1].LastSeq + 1;
        }
    }

    /// <summary>The event with a number, or null where there is none.</summary>
    /// <exception cref="WorkspaceException">Its block is damaged.</exception>
    public static LedgerEvent? Find(DbConnection connection, long seq) =>
        FindBlock(connection, seq) is { } block ? Decode(connection.DataSource, block).FirstOrDefault(happened => happened.Seq == seq) : null;

    /// <summary>Sequence number of a subject's newest event; 0 where it has none.</summary>
    /// <remarks>For a job this is <c>job.last_event</c>, which the ledger also holds in memory.</remarks>
    public static long Last(DbConnection connection, string subject, long subjectId) => subject == Writing.Subjects.Job
        ? connection.SelectNumber("SELECT last_event FROM job WHERE id = @subjectId", new { subjectId })
        : connection.SelectNumber(
            "SELECT seq FROM event_head WHERE subject = @subject AND subject_id = @subjectId", new { subject, subjectId });

    /// <summary>The events of one subject, oldest first, found by walking back from its newest.</summary>
    /// <param name="connection">A connection of the workspace.</param>
    /// <param name="lastSeq">The newest event of the subject (<see cref="Last"/>); 0 gives none.</param>
    /// <remarks>Subjects with consecutive ids may have been made by one event, filed under the first of them: it begins the history of each.</remarks>
    /// <exception cref="WorkspaceException">A block is damaged, or the walk meets an event of another subject.</exception>
    public static IReadOnlyList<LedgerEvent> History(DbConnection connection, long lastSeq)
    {
        var history = new List<LedgerEvent>();
        LedgerEvent[] block = [];
        for (long seq = lastSeq; seq != 0;)
        {
            if (block.Length == 0 || seq < block[0].Seq)
            {
                block = FindBlock(connection, seq) is { } found ? [.. Decode(connection.DataSource, found)]
                    : throw Damaged(connection.DataSource, seq, "an event, named by a later one of its subject", "none");
            }

            LedgerEvent happened = block[seq - block[0].Seq];
            if (history.Count > 0 && !IsOf(history[0], happened))
            {
                throw Damaged(
                    connection.DataSource, seq, $"an event of {history[0].Subject} {history[0].SubjectId}", $"one of {happened.Subject} {happened.SubjectId}");
            }

            history.Add(happened);
            seq = happened.Previous;
        }

        history.Reverse();
        return history;
    }

    /// <inheritdoc cref="History(DbConnection, long)"/>
    /// <param name="connection">A connection of the workspace.</param>
    /// <param name="subject">See <see cref="Writing.Subjects"/>.</param>
    /// <param name="subjectId">Its id.</param>
    public static IReadOnlyList<LedgerEvent> History(DbConnection connection, string subject, long subjectId) =>
        History(connection, Last(connection, subject, subjectId));

    private static bool IsOf(in LedgerEvent newest, in LedgerEvent happened) => happened.Subject == newest.Subject
        && (happened.SubjectId == newest.SubjectId || (happened.Previous == 0 && happened.SubjectId < newest.SubjectId));

    internal static WorkspaceException Damaged(string path, long seq, string expected, string found) => new(
        WorkspaceProblem.Damaged, path,
        $"{path}: the event log is damaged at event {seq}: expected {expected}, found {found}. Restore the workspace from a backup.");

    // Blocks from the one that holds an event on, up to some number of events: what is in memory at once is bounded.
    private static List<EventBlock> From(DbConnection connection, long seq, long last)
    {
        var blocks = new List<EventBlock>();
        connection.ForEach(
            $"""
            {Select} WHERE first_seq >= coalesce((SELECT max(first_seq) FROM event_block WHERE first_seq <= @seq), 1)
            AND first_seq <= @last AND last_seq >= @seq ORDER BY first_seq LIMIT @limit
            """,
            new { seq, last, limit = BlocksAtOnce },
            row => blocks.Add(Map(row)));
        return blocks;
    }

    private static EventBlock? FindBlock(DbConnection connection, long seq) => connection.SelectFirst<EventBlock?>(
        $"{Select} WHERE first_seq <= @seq ORDER BY first_seq DESC LIMIT 1", new { seq }, row => Map(row)) is { } block && block.LastSeq >= seq ? block : null;

    internal static EventBlock Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetFieldValue<byte[]>(4), row.GetFieldValue<byte[]>(5));

    private static List<LedgerEvent> Decode(string path, EventBlock block)
    {
        try
        {
            var reader = new EventBlockReader(block);
            var events = new List<LedgerEvent>((int)Math.Clamp(block.LastSeq - block.FirstSeq + 1, 0, 65_536));
            while (reader.TryRead(out LedgerEvent happened))
            {
                events.Add(happened);
            }

            return events;
        }
        catch (InvalidDataException damage)
        {
            throw new WorkspaceException(
                WorkspaceProblem.Damaged, path,
                $"{path}: the event log is damaged in the block of events {block.FirstSeq} to {block.LastSeq}: {damage.Message}. "
                + "Restore the workspace from a backup.", damage);
        }
    }
}
