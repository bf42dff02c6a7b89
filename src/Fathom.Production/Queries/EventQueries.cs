using System.Text.Json;
using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Database.Log;

namespace Fathom.Production.Queries;

/// <summary>An event of the ledger.</summary>
public sealed record EventRow(
    long Seq, string Utc, long Epoch, string Subject, long SubjectId, int? Attempt, string Kind, string Actor, JsonElement Body);

/// <summary>Questions about the events of the ledger: what happened, when, by whom.</summary>
public sealed class EventQueries(WorkspaceDatabase database)
{
    /// <summary>The events of one subject, oldest first.</summary>
    /// <param name="subject">See <see cref="Database.Writing.Subjects"/>.</param>
    /// <param name="subjectId">Its id.</param>
    public IReadOnlyList<EventRow> Of(string subject, long subjectId) =>
        [.. database.Read(connection => EventLog.History(connection, subject, subjectId)).Select(Map)];

    /// <summary>All events, in their order, a page at a time.</summary>
    public Page<EventRow> List(long? after = null, int limit = 100)
    {
        limit = Math.Clamp(limit, 1, 10_000);
        List<EventRow> rows = database.Read(connection => EventLog.Read(connection, (after ?? 0) + 1, (after ?? 0) + limit).Select(Map).ToList());
        return new Page<EventRow>(rows, rows.Count == limit ? rows[^1].Seq : null);
    }

    /// <summary>The latest events, newest first.</summary>
    public IReadOnlyList<EventRow> Latest(int limit = 50) => database.Read(connection =>
        EventLog.Read(connection, EventLog.Newest(connection) - limit + 1).Select(Map).Reverse().ToList());

    /// <summary>Sequence number of the newest event; 0 before the first.</summary>
    public long Newest() => database.Read(EventLog.Newest);

    private static EventRow Map(LedgerEvent happened)
    {
        using JsonDocument body = JsonDocument.Parse(happened.BodyUtf8);
        return new EventRow(
            happened.Seq, happened.Utc, happened.Epoch, happened.Subject, happened.SubjectId, happened.Attempt, happened.Kind, happened.Actor,
            body.RootElement.Clone());
    }
}
