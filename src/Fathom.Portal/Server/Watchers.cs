using Fathom.Database;
using Fathom.Portal.Metrics;
using Fathom.Production;
using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Leasing;
using Fathom.Production.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Portal.Server;

/// <summary>What watches the server: counters, metrics, alerts.</summary>
internal sealed class Watchers
{
    private readonly JobCensus _jobs;
    private readonly WorkspaceCensus _census;

    private Watchers(ServerOptions options, WorkspaceFolders folders, WorkspaceDatabase database, Ledger ledger, CampaignQueries campaigns, ElementMonitor elements)
    {
        _jobs = new JobCensus(() => ledger.Jobs, campaigns);
        _census = new WorkspaceCensus(database, options.Time);
        var accounts = ledger.Accounts.Rollup;
        var commits = database.Commits.Seconds.Read();
        Alerts = new AlertWatch(database, folders.Root,
        [
            new CampaignFacts(_jobs.Read, () => ledger.Pilots.Count, name => campaigns.Progress(name)?.Eta.Seconds, options.Time),
            new AttemptFacts(accounts, options.Time),
            new DatabaseFacts(database),
            new SpaceFacts(folders.Root, () => elements.States, SpaceFacts.OfThisMachine),
            new CommitFacts(() =>
            {
                var before = commits;
                commits = database.Commits.Seconds.Read();
                return commits.Since(before).Quantile(0.99);
            }),
            new CredentialFacts(() => Alerts!.Settings.Credentials, options.Time),
        ]);
    }

    public AlertWatch Alerts { get; }

    public static Watchers Compose(ServerOptions options, WorkspaceFolders folders, WorkspaceDatabase database, Ledger ledger, CampaignQueries campaigns, ElementMonitor elements)
        => new(options, folders, database, ledger, campaigns, elements);

    public void AddTo(IServiceCollection services)
        => services.AddSingleton(_jobs).AddSingleton(_census).AddSingleton(Alerts).AddSingleton<RequestMeter>().AddSingleton<ServerMetrics>();
}
