using System.Data.Common;
using Fathom.Database.Reading;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Acceptance;

/// <summary>An uploaded attempt that waits for the server's check, as the ledger has it.</summary>
internal sealed record UploadedAttempt(LeaseReference Fence, string Element, OutputsUploaded Upload)
{
    private const string Columns =
        """
        SELECT a.job_id, a.number, a.lease, a.se, e.body FROM attempt a
        JOIN event e ON e.subject = 'job' AND e.subject_id = a.job_id AND e.attempt = a.number AND e.kind = 'Uploaded'
        WHERE a.state = 'Uploaded'
        """;

    /// <summary>The attempt of a job that waits, or null where none does.</summary>
    public static UploadedAttempt? Find(DbConnection connection, long jobId) =>
        connection.SelectFirst($"{Columns} AND a.job_id = @jobId", new { jobId }, Map);

    /// <summary>All that wait: after a restart they are checked again.</summary>
    public static List<UploadedAttempt> All(DbConnection connection) => connection.Select($"{Columns} ORDER BY a.job_id", null, Map);

    private static UploadedAttempt Map(DbDataReader row) => new(
        new LeaseReference(row.GetInt64(0), row.GetInt32(1), row.GetString(2)),
        row.GetString(3),
        (OutputsUploaded)JobEventJson.Read("Uploaded", row.GetString(4))!);
}
