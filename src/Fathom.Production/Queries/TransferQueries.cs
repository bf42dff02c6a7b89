using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Transfers;

namespace Fathom.Production.Queries;

/// <summary>A transfer in a listing.</summary>
public sealed record TransferRow(
    long Id, string Lfn, string Destination, TransferState State, int Attempt, int Failures, string Cause, string CauseDetail, string UpdatedUtc);

/// <summary>Questions about transfers: why is a copy not there?</summary>
public sealed class TransferQueries(WorkspaceDatabase database)
{
    /// <summary>Transfers in order of their id.</summary>
    public Page<TransferRow> List(TransferState? state = null, long? after = null, int limit = 100)
    {
        limit = Math.Clamp(limit, 1, 10_000);
        List<TransferRow> rows = database.Read(connection => connection.Select(
            """
            SELECT x.id, f.lfn, x.destination, x.state, x.attempt, x.failures, x.cause, x.cause_detail, x.updated_utc
            FROM transfer x JOIN file f ON f.id = x.file_id
            WHERE x.id > @after AND (@state IS NULL OR x.state = @state) ORDER BY x.id LIMIT @limit
            """,
            new { after = after ?? 0, state = state?.ToString(), limit },
            row => new TransferRow(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.Name<TransferState>(3), row.GetInt32(4), row.GetInt32(5),
                row.GetString(6), row.GetString(7), row.GetString(8))));
        return new Page<TransferRow>(rows, rows.Count == limit ? rows[^1].Id : null);
    }
}
