using System.Data.Common;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Writing;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>Questions about why attempts failed.</summary>
/// <remarks>Surveys are kept and brought up to date at most every <see cref="Freshness"/>: only attempts that ended since are read again.</remarks>
/// <param name="database">The workspace.</param>
/// <param name="rules">The table that judges.</param>
public sealed class CauseQueries(WorkspaceDatabase database, RuleTable rules)
{
    /// <summary>A survey may be this much behind.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private const int MostKept = 8;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, KeptSurvey> _kept = new(StringComparer.Ordinal);

    /// <summary>The causes, most failures first.</summary>
    /// <param name="campaign">Of this campaign alone, or of all where null.</param>
    public IReadOnlyList<CauseGroup> List(string? campaign = null) => With(campaign, survey => survey.Groups());

    /// <summary>A cause by its id, or null.</summary>
    public CauseGroup? Find(string id, string? campaign = null) => With(campaign, survey => survey.Find(id));

    /// <summary>Jobs whose latest failure is of a cause, by id.</summary>
    public IReadOnlyList<long> JobsOf(string id, string? campaign = null) => With(campaign, survey => survey.JobsOf(id));

    private T With<T>(string? campaign, Func<CauseSurvey, T> ask)
    {
        lock (_gate)
        {
            string key = campaign ?? "";
            if (!_kept.TryGetValue(key, out KeptSurvey? kept))
            {
                if (_kept.Count >= MostKept)
                {
                    _kept.Clear();
                }

                _kept[key] = kept = new KeptSurvey(rules);
            }

            if (kept.ReadAt is null || database.Time.GetElapsedTime(kept.ReadAt.Value) >= Freshness)
            {
                Refresh(kept, campaign);
                kept.ReadAt = database.Time.GetTimestamp();
            }

            return ask(kept.Survey);
        }
    }

    private void Refresh(KeptSurvey kept, string? campaign)
    {
        long count = Read(kept, campaign);
        if (count != kept.Survey.Attempts)
        {
            // A label went back, or an attempt was taken away: the labels do not tell what is new, so all is read.
            kept.Reset(rules);
            Read(kept, campaign);
        }
    }

    private long Read(KeptSurvey kept, string? campaign) => database.Read(connection =>
    {
        foreach (FailedAttempt failed in connection.Select($"{Columns} ORDER BY a.ended_utc, a.job_id, a.number", new { campaign, since = kept.Since }, Map))
        {
            kept.Take(failed);
        }

        return connection.SelectNumber($"SELECT COUNT(*) {From}", new { campaign });
    });

    private const string From =
        """
        FROM attempt a JOIN job j ON j.id = a.job_id JOIN transformation t ON t.id = j.transformation_id
        JOIN campaign c ON c.id = t.campaign_id LEFT JOIN pilot p ON p.id = a.pilot_id LEFT JOIN job_allowance w ON w.job_id = a.job_id
        WHERE a.state IN ('Failed', 'Lost', 'Refused') AND a.ended_utc IS NOT NULL AND (@campaign IS NULL OR c.name = @campaign)
        """;

    private const string Columns =
        $"""
        SELECT a.job_id, a.number, c.name, a.ended_utc, a.state, a.cause, a.detail, a.exit_code, a.signal,
               substr(a.log_tail, CASE WHEN length(a.log_tail) > 4096 THEN length(a.log_tail) - 4095 ELSE 1 END),
               a.cpu_seconds, a.wall_seconds, a.max_rss_bytes, a.host, p.site, coalesce(a.blamed_se, a.se),
               t.parameters, w.memory_mib, w.wall_seconds
        {From} AND a.ended_utc >= @since
        """;

    private static FailedAttempt Map(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetString(3),
        AttemptEvidence.Of(
            new FailureEvidence(
                row.Name<AttemptState>(4) == AttemptState.Lost ? FailureOrigin.Infrastructure : FailureOrigin.Payload,
                row.GetString(5), row.GetString(6), row.IntOrNull(7), row.IntOrNull(8), row.GetString(9),
                new ResourceUse(row.DoubleOrNull(10) ?? 0, row.DoubleOrNull(11) ?? 0, row.LongOrNull(12) ?? 0),
                Limits: LimitsOf(row.GetString(16), new JobAllowance(row.DoubleOrNull(17), row.DoubleOrNull(18)))),
            row.GetString(13), row.TextOrNull(14) ?? "", row.GetString(15)));

    // What the job may use now: where it was raised since, an earlier attempt was not as close to its limit as it seems, and the rules that
    // ask for that rather say nothing.
    private static ResourceLimits LimitsOf(string parameters, JobAllowance allowance) =>
        ResourceLimits.Of(allowance.Over(LedgerJson.Read<Dictionary<string, string>>(parameters)));

    /// <summary>A survey with the label that it has read up to.</summary>
    private sealed class KeptSurvey(RuleTable rules)
    {
        private readonly HashSet<(long Job, int Number)> _atSince = [];

        public CauseSurvey Survey { get; private set; } = new(rules);

        public string Since { get; private set; } = "";

        public long? ReadAt { get; set; }

        public void Take(FailedAttempt failed)
        {
            if (failed.EndedUtc != Since)
            {
                Since = failed.EndedUtc;
                _atSince.Clear();
            }

            if (_atSince.Add((failed.JobId, failed.Number)))
            {
                Survey.Add(failed);
            }
        }

        public void Reset(RuleTable rules)
        {
            (Survey, Since) = (new CauseSurvey(rules), "");
            _atSince.Clear();
        }
    }
}
