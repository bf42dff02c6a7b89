using System.Data.Common;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Acceptance;

/// <summary>An uploaded attempt that waits for the server's check, as the ledger has it.</summary>
internal sealed record UploadedAttempt(LeaseReference Fence, string Element, OutputsUploaded Upload)
{
    private const string Columns = "SELECT a.job_id, a.number, a.lease, a.se FROM attempt a WHERE a.state = 'Uploaded'";

    /// <summary>The attempt of a job that waits, or null where none does.</summary>
    public static UploadedAttempt? Find(DbConnection connection, long jobId) =>
        Read(connection, connection.Select($"{Columns} AND a.job_id = @jobId", new { jobId }, Map)).FirstOrDefault();

    /// <summary>All that wait: after a restart they are checked again.</summary>
    public static List<UploadedAttempt> All(DbConnection connection) =>
        [.. Read(connection, connection.Select($"{Columns} AND a.swept = 0 ORDER BY a.job_id", null, Map))];

    private static (LeaseReference Fence, string Element) Map(DbDataReader row) =>
        (new LeaseReference(row.GetInt64(0), row.GetInt32(1), row.GetString(2)), row.GetString(3));

    private static IEnumerable<UploadedAttempt> Read(DbConnection connection, List<(LeaseReference Fence, string Element)> attempts) =>
        from attempt in attempts
        let upload = EventLog.History(connection, Subjects.Job, attempt.Fence.JobId)
            .Last(happened => happened.Kind == "Uploaded" && happened.Attempt == attempt.Fence.Attempt)
        select new UploadedAttempt(attempt.Fence, attempt.Element, (OutputsUploaded)JobEventJson.Read("Uploaded", upload.Body)!);
}
