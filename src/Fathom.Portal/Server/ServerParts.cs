using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Compute.Engines;
using Fathom.Compute.Payload;
using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Identity.Access;
using Fathom.Identity.Tokens;
using Fathom.Portal.Access;
using Fathom.Portal.Content;
using Fathom.Portal.Live;
using Fathom.Portal.Observatory;
using Fathom.Portal.Pages;
using Fathom.Portal.Pages.Events;
using Fathom.Portal.Pages.Physics;
using Fathom.Production;
using Fathom.Production.Acceptance;
using Fathom.Production.Campaigns;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Dispatch;
using Fathom.Production.Leasing;
using Fathom.Production.Logs;
using Fathom.Production.Monitor;
using Fathom.Production.Operations;
using Fathom.Production.OperatorLog;
using Fathom.Production.Queries;
using Fathom.Production.Scouts;
using Fathom.Production.Sweeping;
using Fathom.Production.Transfers;
using Fathom.Storage.Elements;
using Fathom.Storage.Load;
using Fathom.Storage.Replication;
using Fathom.Storage.Sweeping;
using Microsoft.Extensions.DependencyInjection;

namespace Fathom.Portal.Server;

/// <summary>The parts behind the HTTP side, composed once for a workspace.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private readonly WorkspaceSecrets _secrets;
    private readonly CatalogueImport _imports;
    private readonly RuleTable _rules;
    private readonly PilotAdmission _admission;
    private readonly LogPacks _logs;
    private readonly ElementMonitor _elements;
    private readonly CampaignQueries _campaigns;
    private readonly ObservatoryDesk _observatory;

    private ServerParts(ServerOptions options, WorkspaceFolders folders, WorkspaceDatabase database)
    {
        Database = database;
        _rules = RuleTableFile.Load(folders.Root);
        _secrets = WorkspaceSecrets.ReadOrCreate(folders.Root);
        Elements = WorkspaceElements.Open(folders, database, mark: true);
        Ledger = Ledger.Dispatching(database, new PilotTokens(_secrets.PilotKey), new LedgerOptions
        {
            Workspace = folders.Root,
            LeasePeriod = TimeSpan.FromSeconds(options.LeaseSeconds),
            HeartbeatPeriod = TimeSpan.FromSeconds(options.HeartbeatSeconds),
            Rules = _rules,
            OutputTokens = new StorageTokens(_secrets.PilotKey),
        }, Storage);
        _ = Ledger.WarmDiagnosisAsync();
        // Checks wait for syncs on threads of the pool, which by itself grows by one or two a second.
        ThreadPool.SetMinThreads(AcceptanceService.ChecksAtATime + Environment.ProcessorCount, Environment.ProcessorCount);
        Acceptance = new AcceptanceService(Ledger, Elements, time: options.Time);
        _imports = new CatalogueImport(database, Elements);
        Slots = new SlotPilots(folders.Root);
        _admission = new PilotAdmission(folders.Root, Slots, options.Time);
        _admission.Forget();
        Watch = new LedgerWatch(database, options.Time);
        _campaigns = new CampaignQueries(database, () => Ledger.Jobs);
        _elements = new ElementMonitor(Ledger, Elements, options.Time, Watch.Stir);
        Watching = Watchers.Compose(options, folders, database, Ledger, _campaigns, _elements);
        Commands = new OperatorCommands(Ledger, database, new InstallationPreflight(
            folders.Root, options.Command ?? SelfCommand.Current(), () => options.Pilots == 0 ? null : options.Pilots, options.Time));
        _logs = new LogPacks(folders.Logs, options.Time, options.Log);
        _observatory = new ObservatoryDesk(folders, options.Observatory, options.Time, options.Log, database.Location);
        Workers = new ServerWorkers(WorkersOf(options, folders, database), options.Time);
    }

    public WorkspaceDatabase Database { get; }

    public WorkspaceSecrets Secrets => _secrets;

    /// <summary>Tells what is published under which address the world reaches it.</summary>
    public void PublishAt(Uri root) => _observatory.Published.Root = new Uri(root.AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>Lets go of what answers queries on published data; the database is its opener's.</summary>
    public ValueTask DisposeAsync() => _observatory.DisposeAsync();

    /// <summary>Which pilot came from which slot.</summary>
    public SlotPilots Slots { get; }

    public StorageElements Elements { get; }

    /// <summary>Governs what jobs and transfers take of storage.</summary>
    public StorageBandwidth Storage { get; } = new();

    public Ledger Ledger { get; }

    public AcceptanceService Acceptance { get; }

    public OperatorCommands Commands { get; }

    public LedgerWatch Watch { get; }

    public Watchers Watching { get; }

    public ServerWorkers Workers { get; }

    public static ServerParts Compose(ServerOptions options, WorkspaceFolders folders, WorkspaceDatabase database)
        => new(options, folders, database);

    /// <summary>Gives the parts, and what pages read with, to the routes.</summary>
    public void AddTo(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options).AddSingleton(options.Time).AddSingleton(new WorkspaceFolders(options.Workspace)).AddSingleton(Database).AddSingleton(Elements).AddSingleton(Storage).AddSingleton(Ledger).AddSingleton(Acceptance).AddSingleton<EventBatches>();
        services.AddSingleton(_imports).AddSingleton(_admission).AddSingleton(new PeekDesk(options.Time)).AddSingleton(Commands).AddSingleton<OperatorLogQueries>();
        services.AddSingleton(new Authenticator(Database, _secrets)).AddSingleton<Sessions>().AddSingleton<GateKeeper>().AddSingleton<Visitors>();
        services.AddSingleton(Watch).AddSingleton<OutputDesk>().AddSingleton<ContentDesk>();
        services.AddSingleton(_logs).AddSingleton(new LogShelf(new WorkspaceFolders(options.Workspace).Logs)).AddSingleton<LogDesk>();
        Watching.AddTo(services);
        services.AddSingleton(_elements);
        services.AddSingleton(_observatory);
        services.AddSingleton<RunQueries>().AddSingleton<GoodRunLists>().AddSingleton<FileQueries>().AddSingleton<ProvenanceQueries>();
        services.AddSingleton(new JobMonitor(() => Ledger.Jobs));
        services.AddSingleton<JobQueries>().AddSingleton(_campaigns).AddSingleton<PilotQueries>().AddSingleton<EventQueries>().AddSingleton<SiteQueries>().AddSingleton<ScoutQueries>().AddSingleton<LimitQueries>().AddSingleton<PhysicsReader>().AddSingleton<EventReader>();
        services.AddSingleton(_rules).AddSingleton(Commands.Causes).AddSingleton(new CausePlanner(Commands.Causes, Database, _rules.Most, () => Ledger.Jobs));
        services.AddHostedService(_ => Workers);
    }

    /// <summary>The work for the pilots of a site; null while the workspace takes no writes, as on a full disk.</summary>
    public async Task<WorkCount?> WorkOfAsync(string site)
    {
        try
        {
            SiteWork work = await Ledger.WorkOfAsync(site);
            return new WorkCount(work.Waiting, work.Running);
        }
        catch (WorkspaceException)
        {
            // Where the workspace is lost for good, the server ends by that.
            return null;
        }
    }

    private IReadOnlyList<Func<CancellationToken, Task>> WorkersOf(ServerOptions options, WorkspaceFolders folders, WorkspaceDatabase database)
    {
        var governor = new StorageLoadGovernor(new StorageLoadOptions());
        return
        [
            Watch.RunAsync,
            Watching.Alerts.RunAsync,
            new LeaseMonitor(Ledger, options.Time).RunAsync,
            _elements.RunAsync,
            new CheckResumption(Acceptance, options.Time).RunAsync,
            _imports.WatchAsync,
            new BulkWorker(Commands.Bulk, options.Time).RunAsync,
            cancellation => new ScoutWatch(Ledger, database).RunAsync(options.Time, cancellation),
            cancellation => new IntermediateExpiry(Ledger).RunAsync(options.Time, cancellation),
            new Replicator(new TransferLedger(Ledger), Elements, governor, Storage, new ReplicationOptions(), options.Time).RunAsync,
            _logs.RunAsync,
            _observatory.Runner.RunAsync,
            _observatory.Copies.RunAsync,
            new LogSweeper(folders.Logs, Path.Combine(folders.Root, LogSettings.FileName), database, options.Log).RunAsync,
            new Sweeper(new SweepLedger(Ledger, options.SweepGrace), Elements, governor, new SweepOptions(), options.Time).RunAsync,
        ];
    }
}
