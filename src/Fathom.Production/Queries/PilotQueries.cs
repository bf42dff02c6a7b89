using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Production.Queries;

/// <summary>A pilot in a listing.</summary>
public sealed record PilotRow(
    long Id, string Engine, string Site, string Host, int ProcessId, string State, string RegisteredUtc, string? EndedUtc, long? JobId);

/// <summary>Questions about pilots.</summary>
public sealed class PilotQueries(WorkspaceDatabase database)
{
    /// <summary>The live attempts, which are few among millions, once for all pilots: what is closed may be swept, what lives is not.</summary>
    internal const string LiveByPilot =
        "SELECT pilot_id, MAX(job_id) AS job_id FROM attempt WHERE swept = 0 AND state IN ('Leased', 'Running', 'Uploaded') GROUP BY pilot_id";

    internal const string Pilots =
        $"""
        SELECT p.id, p.engine, p.site, p.host, p.process_id, p.state, p.registered_utc, p.ended_utc, live.job_id
        FROM pilot p LEFT JOIN ({LiveByPilot}) live ON live.pilot_id = p.id
        WHERE @includeEnded = 1 OR p.state = 'Alive' ORDER BY p.id DESC LIMIT @limit
        """;

    /// <summary>Pilots, newest first; those that ended only where asked for.</summary>
    public IReadOnlyList<PilotRow> List(bool includeEnded = false, int limit = 1000) => database.Read(connection => connection.Select(
        Pilots,
        new { includeEnded, limit },
        row => new PilotRow(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5), row.GetString(6),
            row.TextOrNull(7), row.LongOrNull(8))));
}
