using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Accounting;

/// <summary>An attempt that was closed in this transaction, read from its row.</summary>
internal static class ClosedAttempt
{
    /// <summary>The attempt as it is counted.</summary>
    /// <param name="transaction">The transaction of the event that closed it, after its row was written.</param>
    /// <param name="job">Its job as it was before.</param>
    /// <param name="outcome">State in which it was closed.</param>
    public static EndedAttempt Read(WriteTransaction transaction, JobRecord job, AttemptState outcome) => transaction.Connection.SelectFirst(
        """
        SELECT cause, coalesce(cpu_seconds, 0), coalesce(wall_seconds, 0), coalesce(max_rss_bytes, 0), cpu_factor, bytes_read, bytes_written,
               (SELECT coalesce(SUM(size), 0) FROM file WHERE job_id = @Id AND attempt = @Attempt)
        FROM attempt WHERE job_id = @Id AND number = @Attempt
        """,
        new { job.Id, job.Snapshot.Attempt },
        row => new EndedAttempt(
            transaction.Now, job.TransformationId, job.PilotId, outcome, row.GetString(0),
            new ResourceUse(row.GetDouble(1), row.GetDouble(2), row.GetInt64(3), row.GetDouble(4), row.GetInt64(5), row.GetInt64(6)),
            outcome == AttemptState.Accepted ? row.GetInt64(7) : 0));
}
