using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Campaigns;
using Fathom.Production.Forecast;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Stores;

namespace Fathom.Production.Queries;

/// <summary>Questions about campaigns.</summary>
/// <param name="database">The workspace.</param>
/// <param name="jobs">Gives the job table of now, in a server: its counters answer at once what the tables are searched for elsewhere.</param>
public sealed class CampaignQueries(WorkspaceDatabase database, Func<JobTable>? jobs = null)
{
    private readonly KeptAnswers<long, CampaignSums> _sums = new(database.Time);
    private readonly KeptAnswers<(long Campaign, CampaignState State), CampaignEta> _ends = new(database.Time);

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

    /// <summary>How far a campaign is, or null where there is none of the name. Of half a million jobs, the inputs without a job, the transfers,
    /// the failures and the end may be some seconds behind: <see cref="KeptAnswers{TKey, TAnswer}"/>.</summary>
    public CampaignProgress? Progress(string name)
    {
        if (Find(name) is not { } campaign)
        {
            return null;
        }

        (List<TransformationProgress> counted, long pilots) = database.Read(connection =>
            (Steps(connection, campaign.Id), connection.SelectNumber("SELECT COUNT(*) FROM pilot WHERE state = 'Alive'")));
        CampaignSums sums = _sums.Of(campaign.Id, () => database.Read(connection => Sums(connection, campaign.Id, counted)));
        List<TransformationProgress> steps = Expected(counted, sums);
        IReadOnlyList<FailureCount> failures = WithHeld(campaign, sums.Failures);
        CampaignEta eta = _ends.Of((campaign.Id, campaign.State), () => CampaignForecast.Of(campaign.State, steps, failures, pilots));
        return new CampaignProgress(campaign, steps, sums.Transfers, eta, failures);
    }

    private static CampaignRow? Find(DbConnection connection, string name) =>
        connection.SelectFirst($"{Columns} WHERE c.name = @name", new { name }, Map);

    private List<TransformationProgress> Steps(DbConnection connection, long campaign) =>
    [
        .. connection.Select(
            "SELECT id, name, step, input_tier, output_tier, state FROM transformation WHERE campaign_id = @campaign ORDER BY ordinal",
            new { campaign },
            row => new TransformationProgress(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Name<TransformationState>(5),
                new Dictionary<JobState, long>(), 0, 0, null, 0, 0, 0)).Select(step => Fill(connection, step)),
    ];

    private TransformationProgress Fill(DbConnection connection, TransformationProgress step)
    {
        // A row for each transformation: nothing here grows with the attempts.
        StepPace pace = SqlPaces.Find(connection, step.Id) ?? StepPace.None;
        return step with
        {
            Jobs = jobs is null ? JobsOf(connection, step.Id) : Counted(jobs().Counts.Of(step.Id)),
            MeanWallSeconds = pace.Wall.Count > 0 ? pace.Wall.Mean : null,
            DeviationWallSeconds = pace.Wall.Deviation,
            Measured = pace.Wall.Count,
            PerMinute = pace.Recent.Since(database.Time.GetUtcNow()) / RecentCounts.Window.TotalMinutes,
        };
    }

    private static List<TransformationProgress> Expected(List<TransformationProgress> counted, CampaignSums sums)
    {
        var steps = new List<TransformationProgress>();
        long possible = 0;
        foreach (TransformationProgress step in counted)
        {
            (long unused, long foreseen) = sums.Inputs.GetValueOrDefault(step.Id);
            long own = Math.Max(foreseen, Valid(step));
            // Each job that may still be done gives the next transformation one input.
            TransformationProgress full = step with { Unused = unused, Expected = steps.Count == 0 ? own : Math.Max(own, possible) };
            possible = full.Expected - full.Jobs.GetValueOrDefault(JobState.Held) - full.Jobs.GetValueOrDefault(JobState.Killed);
            steps.Add(full);
        }

        return steps;
    }

    private static long Valid(TransformationProgress step) =>
        step.Jobs.Where(state => state.Key != JobState.Invalidated).Sum(state => state.Value);

    private static Dictionary<JobState, long> JobsOf(DbConnection connection, long transformation) => connection.Select(
        "SELECT state, COUNT(*) FROM job WHERE transformation_id = @transformation GROUP BY state", new { transformation },
        row => (State: row.Name<JobState>(0), Count: row.GetInt64(1))).ToDictionary(row => row.State, row => row.Count);

    private static Dictionary<JobState, long> Counted(long[] states) =>
        states.Index().Where(state => state.Item > 0).ToDictionary(state => (JobState)state.Index, state => state.Item);

    private IReadOnlyList<FailureCount> WithHeld(CampaignRow campaign, IReadOnlyList<FailureCount> failures)
    {
        if (failures.Count == 0)
        {
            return failures;
        }

        Dictionary<string, long> held = jobs is null ? database.Read(connection => HeldOf(connection, campaign.Id)) : HeldOf(jobs(), campaign.Name);
        return [.. failures.Select(failure => failure with { Held = held.GetValueOrDefault(failure.Cause) })];
    }

    private static Dictionary<string, long> HeldOf(JobTable table, string campaign) =>
        new JobQuery(table).Group(new JobCriteria { States = [JobState.Held], Campaigns = [campaign] }, JobColumn.Cause, null, JobQuery.MaximumGroups)
            .Items.ToDictionary(group => group.First.Key, group => group.Count);

    private static Dictionary<string, long> HeldOf(DbConnection connection, long campaign) => connection.Select(
        """
        SELECT j.cause, COUNT(*) FROM job j JOIN transformation t ON t.id = j.transformation_id
        WHERE j.state = 'Held' AND t.campaign_id = @campaign GROUP BY j.cause
        """,
        new { campaign },
        row => (Cause: row.GetString(0), Count: row.GetInt64(1))).ToDictionary(row => row.Cause, row => row.Count);

    private static CampaignSums Sums(DbConnection connection, long campaign, List<TransformationProgress> counted) => new(
        counted.ToDictionary(step => step.Id, step =>
        {
            long unused = connection.SelectNumber(
                "SELECT COUNT(*) FROM transformation_input WHERE transformation_id = @Id AND state = 'Unused'", new { step.Id });
            return (unused, unused + Valid(step));
        }),
        connection.Select(
            "SELECT x.state, COUNT(*) FROM transfer x JOIN file f ON f.id = x.file_id WHERE f.campaign_id = @campaign GROUP BY x.state",
            new { campaign },
            row => (State: row.GetString(0), Count: row.GetInt64(1))).ToDictionary(row => row.State, row => row.Count),
        Failures(connection, campaign));

    // The detail is that of the latest job.
    private static List<FailureCount> Failures(DbConnection connection, long campaign) => connection.Select(
        """
        SELECT x.cause, x.attempts, x.jobs,
               (SELECT d.detail FROM attempt d WHERE d.job_id = x.latest AND d.cause = x.cause ORDER BY d.number DESC LIMIT 1), x.latest
        FROM (SELECT a.cause, COUNT(*) AS attempts, COUNT(DISTINCT a.job_id) AS jobs, MAX(a.job_id) AS latest
              FROM attempt a JOIN job j ON j.id = a.job_id JOIN transformation t ON t.id = j.transformation_id
              WHERE t.campaign_id = @campaign AND a.cause <> '' GROUP BY a.cause) x
        ORDER BY x.attempts DESC, x.cause
        """,
        new { campaign },
        row => new FailureCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), 0, row.GetString(3), row.GetInt64(4)));

    private static CampaignRow Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.Name<CampaignState>(3), row.TextOrNull(4), row.TextOrNull(5), row.GetString(6),
        row.GetString(7), row.TextOrNull(8), row.GetString(9), row.TextOrNull(10), row.TextOrNull(11));

    /// <summary>What is summed over the tables of a campaign.</summary>
    /// <param name="Inputs">By transformation: inputs without a job, and with them the jobs that there were at that moment.</param>
    /// <param name="Transfers">By state.</param>
    /// <param name="Failures">By cause, without those that are held now.</param>
    private sealed record CampaignSums(
        IReadOnlyDictionary<long, (long Unused, long Foreseen)> Inputs, IReadOnlyDictionary<string, long> Transfers, IReadOnlyList<FailureCount> Failures);
}
