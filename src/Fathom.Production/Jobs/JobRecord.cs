using System.Data.Common;
using Fathom.Database.Reading;

namespace Fathom.Production.Jobs;

/// <summary>A job as the ledger's verbs read it, with where its latest attempt runs.</summary>
internal sealed record JobRecord(
    long Id, long TransformationId, long CampaignId, int? Run, int? Section, JobSnapshot Snapshot,
    long PilotId, string Host, string Element, string Path)
{
    /// <summary>Reads a job, or gives null where there is none.</summary>
    public static JobRecord? Find(DbConnection connection, long id) => connection.SelectFirst(
        """
        SELECT j.id, j.transformation_id, t.campaign_id, j.run, j.section, j.state, j.minor, j.attempt, a.state, a.lease,
               j.payload_failures, j.infrastructure_losses, j.lost_hosts, j.cause, j.cause_detail, a.pilot_id, a.host, a.se, a.path
        FROM job j JOIN transformation t ON t.id = j.transformation_id
        LEFT JOIN attempt a ON a.job_id = j.id AND a.number = j.attempt
        WHERE j.id = @id
        """,
        new { id },
        Map);

    private static JobRecord Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.IntOrNull(3), row.IntOrNull(4),
        new JobSnapshot(
            row.Name<JobState>(5), row.GetString(6), row.GetInt32(7), row.IsDBNull(8) ? null : row.Name<AttemptState>(8),
            row.TextOrNull(9) ?? "", row.GetInt32(10), row.GetInt32(11), new HostSet(row.GetString(12)), row.GetString(13), row.GetString(14)),
        row.LongOrNull(15) ?? 0, row.TextOrNull(16) ?? "", row.TextOrNull(17) ?? "", row.TextOrNull(18) ?? "");
}
