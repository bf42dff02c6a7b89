using System.Reflection;
using Fathom.Database;
using Fathom.Production;
using Fathom.Production.Accounting;
using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Rules;
using Fathom.Production.Leasing;
using Fathom.Production.Queries;

namespace Fathom.Portal.Metrics;

/// <summary>Collects what /metrics gives. It looks at counters alone, so that a scrape costs milliseconds however large the ledger is.</summary>
internal sealed class ServerMetrics(
    WorkspaceDatabase database, Ledger ledger, JobCensus jobs, WorkspaceCensus census, EventQueries events, AlertWatch alerts, RequestMeter requests,
    ElementMonitor elements)
{
    private static readonly string Version = typeof(ServerMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The page.</summary>
    public string Collect()
    {
        var text = new PrometheusText();
        text.Begin(AllMetrics.Build);
        text.Sample(AllMetrics.Build, 1, ("version", Version.Split('+')[0]));
        text.Single(AllMetrics.Epoch, database.Epoch);
        text.Single(AllMetrics.EventSeq, events.Newest());
        text.Begin(AllMetrics.Jobs);
        foreach (var count in jobs.Read())
        {
            text.Sample(AllMetrics.Jobs, count.Count, ("campaign", count.Campaign), ("transformation", count.Transformation), ("state", count.State.ToString()));
        }

        Pilots(text);
        Accounts(text);
        Storage(text);
        Alerts(text);
        Times(text);
        ProcessMetrics.Write(text);
        return text.ToString();
    }

    private void Pilots(PrometheusText text)
    {
        text.Begin(AllMetrics.Pilots);
        foreach (var site in ledger.Pilots.All.CountBy(pilot => pilot.Site).OrderBy(site => site.Key, StringComparer.Ordinal))
        {
            text.Sample(AllMetrics.Pilots, site.Value, ("site", site.Key));
        }

        text.Single(AllMetrics.Leases, ledger.Leases.Count);
    }

    private void Accounts(PrometheusText text)
    {
        // Causes are not labels here: they are many, and the accounts have them.
        var totals = ledger.Accounts.Rollup.Totals()
            .GroupBy(total => (total.Series.Site, total.Series.Campaign, total.Series.Transformation))
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, Sum: group.Aggregate(default(AccountingCell), (sum, next) => sum.Plus(next.Sum)))).ToList();
        text.Begin(AllMetrics.Attempts);
        foreach (var ((site, campaign, transformation), sum) in totals)
        {
            foreach (var (outcome, count) in new[] { ("accepted", sum.Accepted), ("failed", sum.Failed), ("lost", sum.Lost), ("killed", sum.Killed) })
            {
                text.Sample(AllMetrics.Attempts, count, ("site", site), ("campaign", campaign), ("transformation", transformation), ("outcome", outcome));
            }
        }

        foreach (var (metric, value) in Figures)
        {
            text.Begin(metric);
            foreach (var ((site, campaign, transformation), sum) in totals)
            {
                text.Sample(metric, value(sum), ("site", site), ("campaign", campaign), ("transformation", transformation));
            }
        }
    }

    private static IEnumerable<(Metric Metric, Func<AccountingCell, double> Value)> Figures =>
    [
        (AllMetrics.Cpu, sum => sum.CpuSeconds), (AllMetrics.NormalisedCpu, sum => sum.NormalisedCpuSeconds), (AllMetrics.Wall, sum => sum.WallSeconds),
        (AllMetrics.BytesRead, sum => sum.BytesRead), (AllMetrics.BytesWritten, sum => sum.BytesWritten),
    ];

    private void Storage(PrometheusText text)
    {
        var counts = census.Read();
        text.Begin(AllMetrics.Transfers);
        foreach (var (destination, state, count) in counts.Transfers)
        {
            text.Sample(AllMetrics.Transfers, count, ("destination", destination), ("state", state));
        }

        var states = elements.States;
        text.Begin(AllMetrics.ElementSize);
        foreach (var state in states)
        {
            text.Sample(AllMetrics.ElementSize, state.Room?.Size ?? double.NaN, ("element", state.Name));
        }

        text.Begin(AllMetrics.ElementFree);
        foreach (var state in states)
        {
            text.Sample(AllMetrics.ElementFree, state.Room?.Free ?? double.NaN, ("element", state.Name));
        }

        text.Begin(AllMetrics.StorageFailures);
        foreach (var (kind, failures) in new[] { ("attempt", ledger.StorageFailures.Read()), ("transfer", counts.TransferFailures) })
        {
            foreach (var (element, count) in failures)
            {
                text.Sample(AllMetrics.StorageFailures, count, ("element", element), ("of", kind));
            }
        }

        text.Begin(AllMetrics.ElementBanned);
        foreach (var element in counts.Elements)
        {
            text.Sample(AllMetrics.ElementBanned, element.Banned is null ? 0 : 1, ("element", element.Name));
        }
    }

    private void Alerts(PrometheusText text)
    {
        text.Begin(AllMetrics.Alerts);
        foreach (var severity in Enum.GetValues<AlertSeverity>())
        {
            text.Sample(AllMetrics.Alerts, alerts.Up.Count(alert => alert.Severity == severity), ("severity", severity.ToString().ToLowerInvariant()));
        }
    }

    private void Times(PrometheusText text)
    {
        text.Begin(AllMetrics.Requests);
        foreach (var ((method, route, status), seconds) in requests.Read())
        {
            text.Ranges(AllMetrics.Requests, seconds, ("method", method), ("route", route), ("status", status));
        }

        text.Begin(AllMetrics.Commits);
        text.Ranges(AllMetrics.Commits, database.Commits.Seconds.Read());
        text.Begin(AllMetrics.Syncs);
        text.Ranges(AllMetrics.Syncs, database.Commits.SyncSeconds.Read());
        text.Begin(AllMetrics.Group);
        text.Ranges(AllMetrics.Group, database.Commits.Works.Read());
        var size = census.Read().Size;
        text.Single(AllMetrics.DatabaseBytes, size.Bytes);
        text.Single(AllMetrics.WalBytes, size.WalBytes ?? double.NaN);
    }
}
