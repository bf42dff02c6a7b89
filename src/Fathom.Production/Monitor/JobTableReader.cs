using System.Data.Common;
using System.Globalization;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>Fills a <see cref="JobTable"/> from a workspace's database, where no server has one in memory.</summary>
public static class JobTableReader
{
    // Rows that are older than their own columns for site and host have them with their attempt.
    private const string Jobs =
        """
        SELECT j.id, j.transformation_id, j.run, j.section, j.state, j.minor, j.application, j.attempt, j.payload_failures,
               j.infrastructure_losses, j.lost_hosts, j.cause, j.cause_detail,
               CASE WHEN j.site = '' THEN coalesce(p.site, '') ELSE j.site END, CASE WHEN j.host = '' THEN coalesce(a.host, '') ELSE j.host END,
               j.owner, j.priority, j.input_file, j.last_event, j.created_utc, j.updated_utc, a.state
        FROM job j LEFT JOIN attempt a ON a.job_id = j.id AND a.number = j.attempt LEFT JOIN pilot p ON p.id = a.pilot_id
        ORDER BY j.id
        """;

    /// <summary>Reads all jobs.</summary>
    /// <exception cref="InvalidDataException">The ids have a gap.</exception>
    public static JobTable Read(WorkspaceDatabase database) => database.Read(connection =>
    {
        var table = new JobTable();
        foreach (TransformationFacts facts in connection.Select(
            "SELECT t.id, t.name, t.step, c.name, c.owner FROM transformation t JOIN campaign c ON c.id = t.campaign_id",
            null,
            row => new TransformationFacts(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4))))
        {
            table.Transformations.Set(facts);
        }

        connection.ForEach(Jobs, null, row => Add(table, row, database.Path));
        return table;
    });

    private static void Add(JobTable table, DbDataReader row, string path)
    {
        long id = row.GetInt64(0);
        if (id != table.Count + 1)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{path}: expected job {table.Count + 1} in table job, found {id}"));
        }

        JobNames names = table.Names;
        table.Add(new JobEntry
        {
            Transformation = row.GetInt64(1),
            Run = row.IntOrNull(2),
            Section = row.IntOrNull(3),
            State = row.Name<JobState>(4),
            Minor = names.Minor.Intern(row.GetString(5)),
            Application = names.Application.Intern(row.GetString(6)),
            Attempt = row.GetInt32(7),
            PayloadFailures = row.GetInt32(8),
            InfrastructureLosses = row.GetInt32(9),
            Cause = names.Cause.Intern(row.GetString(11)),
            Site = names.Site.Intern(row.GetString(13)),
            Host = names.Host.Intern(row.GetString(14)),
            Owner = table.OwnerOf(row.GetString(15), row.GetInt64(1)),
            Priority = (short)row.GetInt32(16),
            FirstInput = row.LongOrNull(17) ?? 0,
            LastEvent = row.GetInt64(18),
            Created = Milliseconds(row.GetString(19)),
            Updated = Milliseconds(row.GetString(20)),
            AttemptState = row.IsDBNull(21) ? null : row.Name<AttemptState>(21),
        });
        if (row.GetString(10) is { Length: > 0 } hosts)
        {
            table.SetLostHosts(id, new HostSet(hosts));
        }

        if (row.GetString(12) is { Length: > 0 } detail)
        {
            table.SetCauseDetail(id, detail);
        }
    }

    private static long Milliseconds(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}
