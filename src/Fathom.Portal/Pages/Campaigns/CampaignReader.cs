using System.Data.Common;
using System.Globalization;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Reads campaigns and their progress for pages, each page from one snapshot.</summary>
public sealed class CampaignReader(WorkspaceDatabase database)
{
    private const string Columns =
        """
        SELECT c.id, c.name, c.kind, c.state, l.name || ' v' || l.version, c.conditions, c.software, c.output_se, c.replicate_to,
               c.created_utc, c.started_utc, c.completed_utc
        FROM campaign c LEFT JOIN good_run_list l ON l.id = c.grl_id
        """;

    /// <summary>All campaigns with their progress, newest first.</summary>
    public IReadOnlyList<CampaignProgress> List() => database.Read(connection
        => connection.Select($"{Columns} ORDER BY c.id DESC LIMIT 200", null, Campaign).ConvertAll(c => Progress(connection, c)));

    /// <summary>A campaign with its progress, or null.</summary>
    public CampaignProgress? Find(string name) => database.Read(connection
        => connection.SelectFirst($"{Columns} WHERE c.name = @name", new { name }, Campaign) is { } campaign ? Progress(connection, campaign) : null);

    /// <summary>Failures by cause, those that hold jobs first; of one campaign or of all.</summary>
    public IReadOnlyList<CauseView> Causes(long? campaign) => database.Read(connection => connection.Select(
        """
        SELECT cause, sum(held), sum(attempts), max(detail) FROM (
            SELECT j.cause AS cause, 1 AS held, 0 AS attempts, j.cause_detail AS detail
            FROM job j JOIN transformation t ON t.id = j.transformation_id
            WHERE j.state = 'Held' AND (@campaign IS NULL OR t.campaign_id = @campaign)
            UNION ALL
            SELECT a.cause, 0, 1, a.detail
            FROM attempt a JOIN job j ON j.id = a.job_id JOIN transformation t ON t.id = j.transformation_id
            WHERE a.state IN ('Failed', 'Lost', 'Refused') AND (@campaign IS NULL OR t.campaign_id = @campaign))
        GROUP BY cause ORDER BY 2 DESC, 3 DESC, 1 LIMIT 50
        """,
        new { campaign },
        row => new CauseView(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3))));

    /// <summary>Transfers of a campaign's files by state.</summary>
    public IReadOnlyList<(string State, long Count)> Transfers(long campaign) => database.Read(connection => connection.Select(
        "SELECT x.state, count(*) FROM file f JOIN transfer x ON x.file_id = f.id WHERE f.campaign_id = @campaign GROUP BY x.state ORDER BY x.state",
        new { campaign },
        row => (row.GetString(0), row.GetInt64(1))));

    private CampaignProgress Progress(DbConnection connection, CampaignView campaign)
    {
        var stages = connection.Select(
            "SELECT id, ordinal, name, step, state FROM transformation WHERE campaign_id = @Id ORDER BY ordinal",
            new { campaign.Id },
            row => Stage(connection, row.GetInt64(0), row));
        var minuteAgo = database.Time.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var last = connection.SelectNumber(
            """
            SELECT count(*) FROM transformation t JOIN job j ON j.transformation_id = t.id
            WHERE t.campaign_id = @Id AND j.state = 'Done' AND j.updated_utc >= @minuteAgo
            """,
            new { campaign.Id, minuteAgo });
        return new CampaignProgress(campaign, stages, last, connection.SelectNumber("SELECT count(*) FROM pilot WHERE state = 'Alive'"));
    }

    private static StageView Stage(DbConnection connection, long id, DbDataReader row) => new(
        row.GetInt32(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        Counts(connection, "SELECT state, count(*) FROM job WHERE transformation_id = @id GROUP BY state", id),
        Counts(connection, "SELECT state, count(*) FROM transformation_input WHERE transformation_id = @id GROUP BY state", id),
        connection.SelectFirst(
            """
            SELECT count(s), coalesce(avg(s), 0.0), coalesce(avg(s * s) - avg(s) * avg(s), 0.0) FROM (
                SELECT (julianday(a.ended_utc) - julianday(a.leased_utc)) * 86400.0 AS s
                FROM job j JOIN attempt a ON a.job_id = j.id AND a.number = j.attempt
                WHERE j.transformation_id = @id AND j.state = 'Done' AND a.state = 'Accepted')
            """,
            new { id },
            timing => new StageTiming(timing.GetInt64(0), timing.GetDouble(1), Math.Max(0, timing.GetDouble(2)))));

    private static Dictionary<string, long> Counts(DbConnection connection, string sql, long id)
        => connection.Select(sql, new { id }, row => (State: row.GetString(0), Count: row.GetInt64(1))).ToDictionary(c => c.State, c => c.Count);

    private static CampaignView Campaign(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.TextOrNull(5), row.GetString(6),
        row.GetString(7), row.TextOrNull(8), row.GetString(9), row.TextOrNull(10), row.TextOrNull(11));
}
