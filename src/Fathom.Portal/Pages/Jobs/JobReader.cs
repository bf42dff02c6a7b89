using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Reads jobs for pages, each page from one snapshot.</summary>
public sealed class JobReader(WorkspaceDatabase database)
{
    private const string Columns =
        """
        SELECT j.id, c.name, t.name, t.step, j.run, j.section, j.state, j.minor, j.attempt, j.payload_failures,
               j.infrastructure_losses, j.cause, j.cause_detail, j.created_utc, j.updated_utc
        FROM job j JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id
        """;

    private const string Restriction =
        """
        (@Campaign IS NULL OR c.name = @Campaign) AND (@Transformation IS NULL OR t.name = @Transformation)
        AND (@Run IS NULL OR j.run = @Run) AND (@Cause IS NULL OR j.cause = @Cause)
        """;

    /// <summary>A page of jobs in order of their id.</summary>
    public JobListing List(JobFilter filter, long after, int limit) => database.Read(connection =>
    {
        var values = new { filter.State, filter.Campaign, filter.Transformation, filter.Run, filter.Cause, after, limit };
        // Two texts rather than (@State IS NULL OR …): each then walks its own index in order.
        var state = filter.State is null ? "" : "j.state = @State AND";
        var jobs = connection.Select($"{Columns} WHERE {state} j.id > @after AND {Restriction} ORDER BY j.id LIMIT @limit", values, Job);
        var states = connection.Select(
            $"""
            SELECT j.state, count(*) FROM job j JOIN transformation t ON t.id = j.transformation_id
            JOIN campaign c ON c.id = t.campaign_id WHERE {Restriction} GROUP BY j.state
            """,
            values,
            row => (row.GetString(0), row.GetInt64(1)));
        return new JobListing(
            jobs,
            jobs.Count == limit ? jobs[^1].Id : null,
            states,
            connection.Select("SELECT name FROM transformation GROUP BY name ORDER BY min(ordinal), name", null, row => row.GetString(0)),
            connection.Select("SELECT name FROM campaign ORDER BY id", null, row => row.GetString(0)));
    });

    /// <summary>All of a job, or null.</summary>
    public JobDetail? Find(long id) => database.Read(connection =>
    {
        var key = new { id };
        return connection.SelectFirst($"{Columns} WHERE j.id = @id", key, Job) is not { } job ? null : new JobDetail(
            job,
            connection.Select(
                """
                SELECT number, state, pilot_id, host, se, path, exit_code, signal, cause, detail, log_tail, cpu_seconds,
                       wall_seconds, max_rss_bytes, leased_utc, ended_utc
                FROM attempt WHERE job_id = @id ORDER BY number DESC
                """,
                key,
                Attempt),
            connection.Select(
                "SELECT f.id, f.lfn, f.tier, f.size, f.events, f.state FROM job_input i JOIN file f ON f.id = i.file_id WHERE i.job_id = @id ORDER BY f.id",
                key,
                File),
            connection.Select(
                """
                SELECT DISTINCT f.id, f.lfn, f.tier, f.size, f.events, f.state FROM job_input i
                JOIN file_parent p ON p.parent_id = i.file_id JOIN file f ON f.id = p.file_id
                WHERE i.job_id = @id AND f.job_id = @id ORDER BY f.id
                """,
                key,
                File),
            connection.Select(
                """
                SELECT seq, utc, subject, subject_id, attempt, kind, actor, body FROM event
                WHERE subject = 'job' AND subject_id = @id ORDER BY seq DESC LIMIT 500
                """,
                key,
                Event));
    });

    /// <summary>The kept end of an attempt's log, or null where there is no such attempt.</summary>
    public string? Log(long job, int attempt) => database.Read(connection => connection.SelectFirst(
        "SELECT log_tail FROM attempt WHERE job_id = @job AND number = @attempt", new { job, attempt }, row => row.GetString(0)));

    /// <summary>The latest events of the ledger, newest first.</summary>
    public IReadOnlyList<EventView> Latest(int limit) => database.Read(connection => connection.Select(
        "SELECT seq, utc, subject, subject_id, attempt, kind, actor, '' FROM event ORDER BY seq DESC LIMIT @limit", new { limit }, Event));

    private static JobView Job(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IntOrNull(4), row.IntOrNull(5), row.GetString(6),
        row.GetString(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetString(11), row.GetString(12),
        row.GetString(13), row.GetString(14));

    private static AttemptView Attempt(DbDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.IntOrNull(6),
        row.IntOrNull(7), row.GetString(8), row.GetString(9), row.GetString(10), row.DoubleOrNull(11), row.DoubleOrNull(12),
        row.LongOrNull(13), row.GetString(14), row.TextOrNull(15));

    private static JobFileView File(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetString(5));

    private static EventView Event(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.IntOrNull(4), row.GetString(5), row.GetString(6),
        row.GetString(7));
}
