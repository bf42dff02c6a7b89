using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Production.Queries;

/// <summary>An event of the ledger.</summary>
public sealed record EventRow(
    long Seq, string Utc, long Epoch, string Subject, long SubjectId, int? Attempt, string Kind, string Actor, JsonElement Body);

/// <summary>Questions about the events of the ledger: what happened, when, by whom.</summary>
public sealed class EventQueries(WorkspaceDatabase database)
{
    private const string Columns = "SELECT seq, utc, epoch, subject, subject_id, attempt, kind, actor, body FROM event";

    /// <summary>The events of one subject, oldest first.</summary>
    /// <param name="subject">See <see cref="Database.Writing.Subjects"/>.</param>
    /// <param name="subjectId">Its id.</param>
    public IReadOnlyList<EventRow> Of(string subject, long subjectId) => database.Read(connection => connection.Select(
        $"{Columns} WHERE subject = @subject AND subject_id = @subjectId ORDER BY seq", new { subject, subjectId }, Map));

    /// <summary>All events, in their order, a page at a time.</summary>
    public Page<EventRow> List(long? after = null, int limit = 100)
    {
        limit = Math.Clamp(limit, 1, 10_000);
        List<EventRow> rows = database.Read(connection => connection.Select(
            $"{Columns} WHERE seq > @after ORDER BY seq LIMIT @limit", new { after = after ?? 0, limit }, Map));
        return new Page<EventRow>(rows, rows.Count == limit ? rows[^1].Seq : null);
    }

    /// <summary>The latest events, newest first.</summary>
    public IReadOnlyList<EventRow> Latest(int limit = 50) => database.Read(connection =>
        connection.Select($"{Columns} ORDER BY seq DESC LIMIT @limit", new { limit }, Map));

    /// <summary>Sequence number of the newest event; 0 before the first.</summary>
    public long Newest() => database.Read(connection => connection.SelectNumber("SELECT MAX(seq) FROM event"));

    private static EventRow Map(System.Data.Common.DbDataReader row)
    {
        using JsonDocument body = JsonDocument.Parse(row.GetString(8));
        return new EventRow(
            row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt64(4), row.IntOrNull(5), row.GetString(6),
            row.GetString(7), body.RootElement.Clone());
    }
}
