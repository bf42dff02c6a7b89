using Fathom.Catalog.Files;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Jobs;

namespace Fathom.Production.Queries;

/// <summary>Which jobs a listing gives; what is null does not restrict.</summary>
/// <param name="State">In this state.</param>
/// <param name="Transformation">Of the transformation of this id.</param>
/// <param name="Run">Of this run.</param>
/// <param name="Campaign">Of the campaign of this name.</param>
/// <param name="Cause">Held or killed by this cause.</param>
public sealed record JobFilter(
    JobState? State = null, long? Transformation = null, int? Run = null, string? Campaign = null, string? Cause = null);

/// <summary>A job in a listing.</summary>
public sealed record JobRow(
    long Id, string Campaign, long TransformationId, string Transformation, int? Run, int? Section, JobState State, string Minor,
    int Attempt, int PayloadFailures, int InfrastructureLosses, string Cause, string CauseDetail, string? Host,
    string CreatedUtc, string UpdatedUtc);

/// <summary>Questions about jobs.</summary>
public sealed class JobQueries(WorkspaceDatabase database)
{
    /// <summary>Most rows of one page.</summary>
    public const int MaximumPage = 10_000;

    private const string Columns =
        """
        SELECT j.id, c.name, t.id, t.name, j.run, j.section, j.state, j.minor, j.attempt, j.payload_failures, j.infrastructure_losses,
               j.cause, j.cause_detail, a.host, j.created_utc, j.updated_utc
        FROM job j JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id
        LEFT JOIN attempt a ON a.job_id = j.id AND a.number = j.attempt
        """;

    /// <summary>Jobs in order of their id.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Key of the page before, or null for the first.</param>
    /// <param name="limit">Rows of the page, at most <see cref="MaximumPage"/>.</param>
    public Page<JobRow> List(JobFilter filter, long? after = null, int limit = 100)
    {
        limit = Math.Clamp(limit, 1, MaximumPage);
        // Only conditions that restrict are written, so that their indexes are used.
        string where = string.Concat(
            filter.State is null ? "" : " AND j.state = @state", filter.Transformation is null ? "" : " AND j.transformation_id = @Transformation",
            filter.Run is null ? "" : " AND j.run = @Run", filter.Campaign is null ? "" : " AND c.name = @Campaign",
            filter.Cause is null ? "" : " AND j.cause = @Cause");
        List<JobRow> rows = database.Read(connection => connection.Select(
            $"{Columns} WHERE j.id > @after{where} ORDER BY j.id LIMIT @limit",
            new { after = after ?? 0, limit, state = filter.State?.ToString(), filter.Transformation, filter.Run, filter.Campaign, filter.Cause },
            Map));
        return new Page<JobRow>(rows, rows.Count == limit ? rows[^1].Id : null);
    }

    /// <summary>A job with its attempts, inputs and outputs, or null.</summary>
    public JobDetail? Find(long id) => database.Read(connection =>
        connection.SelectFirst($"{Columns} WHERE j.id = @id", new { id }, Map) is { } job
            ? new JobDetail(job, JobDetail.ReadAttempts(connection, id), JobDetail.ReadInputs(connection, id), JobDetail.ReadOutputs(connection, id))
            : null);

    /// <summary>Number of jobs in each state.</summary>
    public IReadOnlyDictionary<JobState, long> CountByState(string? campaign = null) => database.Read(connection => connection.Select(
        """
        SELECT j.state, COUNT(*) FROM job j JOIN transformation t ON t.id = j.transformation_id JOIN campaign c ON c.id = t.campaign_id
        WHERE @campaign IS NULL OR c.name = @campaign GROUP BY j.state
        """,
        new { campaign },
        row => (State: row.Name<JobState>(0), Count: row.GetInt64(1)))).ToDictionary(row => row.State, row => row.Count);

    private static JobRow Map(System.Data.Common.DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.IntOrNull(4), row.IntOrNull(5), row.Name<JobState>(6),
        row.GetString(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetString(11), row.GetString(12), row.TextOrNull(13),
        row.GetString(14), row.GetString(15));
}
