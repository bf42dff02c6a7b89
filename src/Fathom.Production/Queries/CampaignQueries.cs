using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Forecast;
using Fathom.Production.Jobs;
using Fathom.Production.Stores;

namespace Fathom.Production.Queries;

/// <summary>Questions about campaigns.</summary>
public sealed class CampaignQueries(WorkspaceDatabase database)
{
    private const string Columns =
        """
        SELECT c.id, c.name, c.kind, c.state, l.name || ' v' || l.version, c.conditions, c.software, c.output_se, c.replicate_to,
               c.created_utc, c.started_utc, c.completed_utc
        FROM campaign c LEFT JOIN good_run_list l ON l.id = c.grl_id
        """;

    /// <summary>All campaigns, oldest first.</summary>
    public IReadOnlyList<CampaignRow> List() => database.Read(connection => connection.Select($"{Columns} ORDER BY c.id", null, Map));

    /// <summary>The campaign of a name, or null.</summary>
    public CampaignRow? Find(string name) => database.Read(connection => Find(connection, name));

    /// <summary>How far a campaign is, or null where there is none of the name.</summary>
    public CampaignProgress? Progress(string name) => database.Read(connection =>
    {
        if (Find(connection, name) is not { } campaign)
        {
            return null;
        }

        List<TransformationProgress> steps = Steps(connection, campaign.Id);
        long pilots = connection.SelectNumber("SELECT COUNT(*) FROM pilot WHERE state = 'Alive'");
        List<FailureCount> failures = Failures(connection, campaign.Id);
        return new CampaignProgress(
            campaign, steps, Transfers(connection, campaign.Id), CampaignForecast.Of(campaign.State, steps, failures, pilots), failures);
    });

    private static CampaignRow? Find(DbConnection connection, string name) =>
        connection.SelectFirst($"{Columns} WHERE c.name = @name", new { name }, Map);

    private List<TransformationProgress> Steps(DbConnection connection, long campaign)
    {
        var steps = new List<TransformationProgress>();
        long possible = 0;
        foreach (TransformationProgress step in connection.Select(
            "SELECT id, name, step, input_tier, output_tier, state FROM transformation WHERE campaign_id = @campaign ORDER BY ordinal",
            new { campaign },
            row => new TransformationProgress(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Name<TransformationState>(5),
                new Dictionary<JobState, long>(), 0, 0, null, 0, 0, 0)))
        {
            TransformationProgress full = Fill(connection, step);
            long own = full.Unused + full.Jobs.Where(state => state.Key != JobState.Invalidated).Sum(state => state.Value);
            // Each job that may still be done gives the next transformation one input.
            full = full with { Expected = steps.Count == 0 ? own : Math.Max(own, possible) };
            possible = full.Expected - full.Jobs.GetValueOrDefault(JobState.Held) - full.Jobs.GetValueOrDefault(JobState.Killed);
            steps.Add(full);
        }

        return steps;
    }

    private TransformationProgress Fill(DbConnection connection, TransformationProgress step)
    {
        Dictionary<JobState, long> jobs = connection.Select(
            "SELECT state, COUNT(*) FROM job WHERE transformation_id = @Id GROUP BY state", new { step.Id },
            row => (State: row.Name<JobState>(0), Count: row.GetInt64(1))).ToDictionary(row => row.State, row => row.Count);
        // A row for each transformation: nothing here grows with the attempts.
        StepPace pace = SqlPaces.Find(connection, step.Id) ?? StepPace.None;
        long unused = connection.SelectNumber(
            "SELECT COUNT(*) FROM transformation_input WHERE transformation_id = @Id AND state = 'Unused'", new { step.Id });
        return step with
        {
            Jobs = jobs,
            Unused = unused,
            MeanWallSeconds = pace.Wall.Count > 0 ? pace.Wall.Mean : null,
            DeviationWallSeconds = pace.Wall.Deviation,
            Measured = pace.Wall.Count,
            PerMinute = pace.Recent.Since(database.Time.GetUtcNow()) / RecentCounts.Window.TotalMinutes,
        };
    }

    private static Dictionary<string, long> Transfers(DbConnection connection, long campaign) => connection.Select(
        "SELECT x.state, COUNT(*) FROM transfer x JOIN file f ON f.id = x.file_id WHERE f.campaign_id = @campaign GROUP BY x.state",
        new { campaign },
        row => (State: row.GetString(0), Count: row.GetInt64(1))).ToDictionary(row => row.State, row => row.Count);

    // The detail is that of the latest job.
    private static List<FailureCount> Failures(DbConnection connection, long campaign) => connection.Select(
        """
        SELECT x.cause, x.attempts, x.jobs,
               (SELECT COUNT(*) FROM job h JOIN transformation u ON u.id = h.transformation_id
                WHERE u.campaign_id = @campaign AND h.state = 'Held' AND h.cause = x.cause),
               (SELECT d.detail FROM attempt d WHERE d.job_id = x.latest AND d.cause = x.cause ORDER BY d.number DESC LIMIT 1), x.latest
        FROM (SELECT a.cause, COUNT(*) AS attempts, COUNT(DISTINCT a.job_id) AS jobs, MAX(a.job_id) AS latest
              FROM attempt a JOIN job j ON j.id = a.job_id JOIN transformation t ON t.id = j.transformation_id
              WHERE t.campaign_id = @campaign AND a.cause <> '' GROUP BY a.cause) x
        ORDER BY x.attempts DESC, x.cause
        """,
        new { campaign },
        row => new FailureCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetInt64(5)));

    private static CampaignRow Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.Name<CampaignState>(3), row.TextOrNull(4), row.TextOrNull(5), row.GetString(6),
        row.GetString(7), row.TextOrNull(8), row.GetString(9), row.TextOrNull(10), row.TextOrNull(11));
}
