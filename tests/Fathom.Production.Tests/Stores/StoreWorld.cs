using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Identity.Tokens;
using Fathom.PostgresServers;
using Fathom.Production.Acceptance;
using Fathom.Production.Campaigns;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;
using Fathom.Production.Tests.World;
using Fathom.Storage.Elements;

namespace Fathom.Production.Tests.Stores;

/// <summary>A ledger over one of the stores, with one active transformation and files that wait; it can crash and come back.</summary>
internal sealed class StoreWorld : IDisposable
{
    public const int Files = 40;

    private readonly TestDatabase? _place;
    private readonly MemoryImage _image = new();
    private WorkspaceDatabase? _database;
    private readonly bool _forgets;
    private long _epoch;

    private readonly Func<TimeProvider, IWaitingJobs>? _waiting;

    /// <summary>Makes one.</summary>
    /// <param name="kind">Of store.</param>
    /// <param name="waiting">What chooses jobs over a database, made anew by every server; null: what the ledger takes by itself.</param>
    public StoreWorld(string kind, Func<TimeProvider, IWaitingJobs>? waiting = null)
    {
        _waiting = waiting;
        Elements.Set(Main);
        _forgets = kind == "memory of the twin";
        if (!kind.StartsWith("memory", StringComparison.Ordinal))
        {
            _place = new TestDatabase(kind == "sqlite" ? Engine.Sqlite : Engine.Postgres);
        }

        Open();
        if (_place is not null)
        {
            _database!.WriteAsync(Populate).GetAwaiter().GetResult();
            var plain = new Ledger(_database, new PilotTokens(new Secret("key of the tests")), new LedgerOptions { Workspace = "/workspace" });
            plain.CreateCampaignAsync("create", Definition, "user:test").GetAwaiter().GetResult();
            plain.StartCampaignAsync("start", Definition.Name, "user:test").GetAwaiter().GetResult();
            Crash();
        }
        else
        {
            Ledger.CreateJobsAsync(1, [.. Enumerable.Range(1, Files).Select(file => new InputFile(file, 1, file))]).GetAwaiter().GetResult();
        }
    }

    public static TheoryData<string> Kinds => PostgresCluster.IsThere
        ? ["memory", "memory of the twin", "sqlite", "postgres"]
        : ["memory", "memory of the twin", "sqlite"];

    public ManualTime Time { get; } = new();

    /// <summary>The database, where the store has one.</summary>
    public WorkspaceDatabase Database => _database!;

    /// <summary>What is durable, where the store is memory.</summary>
    public MemoryImage Image => _image;

    public MemoryElement Main { get; } = new("main");

    public StorageElements Elements { get; } = new();

    public Ledger Ledger { get; private set; } = null!;

    public AcceptanceService Acceptance { get; private set; } = null!;

    /// <summary>Where a call of the store throws; null: nowhere.</summary>
    public ThrowingStore Store { get; private set; } = null!;

    private static CampaignDefinition Definition { get; } = new(
        "Store26A", CampaignKind.Detector, "good", null, [], null, "0.1", "main", null,
        [new TransformationDefinition("RAW-RTRAW", "decode", FileTiers.Raw, FileTiers.Rtraw, false, new Dictionary<string, string>())]);

    /// <summary>The server is gone; another starts on what is durable.</summary>
    public void Crash()
    {
        _database?.Dispose();
        _database = null;
        // PostgreSQL gives the lock of a session free a moment after the session ended.
        for (int tries = 0; ; tries++)
        {
            try
            {
                Open();
                return;
            }
            catch (WorkspaceException taken) when (taken.Problem == WorkspaceProblem.Taken && tries < 100)
            {
                Task.Delay(20).GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>All that the ledger has in memory, as text: equal where the states are.</summary>
    public IReadOnlyList<string> Memory() =>
    [
        .. Enumerable.Range(1, (int)Ledger.Jobs.Count).Select(id => Ledger.Memory.State.Find(id)!).Select(job =>
            $"{job.Id} {job.Snapshot with { AttemptState = job.Live?.State, Lease = job.Live?.Lease ?? "" }} {job.StickingLosses} {job.LastEvent} "
            + $"{job.PilotId} {job.Live?.Path} {job.Live?.Upload?.RequestId} {string.Join(' ', job.Inputs)}"),
        .. Ledger.Memory.State.AlivePilots().Select(pilot => $"pilot {pilot}"),
    ];

    public AttemptUploaded Write(LeasedJob job)
    {
        string path = $"{job.OutputPath}/out";
        if (Main.Stat(path) is null)
        {
            Main.Write(path, [1, 2, 3]);
        }

        var output = new UploadedOutput(FileTiers.Rtraw, $"out/{job.Fence.JobId}", path, 3, MemoryElement.Adler32([1, 2, 3]), 5, "{}");
        return new AttemptUploaded(job.Fence, [output], new ResourceUse(0.5, 1, 1 << 20), "", "");
    }

    public void Dispose()
    {
        _database?.Dispose();
        _place?.Dispose();
    }

    private void Open()
    {
        ILedgerStore store;
        if (_place is null)
        {
            var memory = new MemoryLedgerStore(Time, _image)
            {
                Epoch = ++_epoch,
                KeepsHistory = !_forgets,
                RepeatsWithin = _forgets ? TimeSpan.FromMinutes(5) : null,
            };
            memory.Steps.Add(new StepFacts(
                1, 1, Definition.Name, 0, "RAW-RTRAW", "decode", FileTiers.Raw, FileTiers.Rtraw, new Dictionary<string, string>(), false, null, "main",
                new StorageElementAddress("main", "memory", "/"), null, TransformationState.Active, CampaignState.Active));
            store = memory;
        }
        else
        {
            _database = WorkspaceDatabase.Open(_place.Location, new WorkspaceDatabaseOptions { Time = Time });
            store = new SqlLedgerStore(_database);
        }

        Store = new ThrowingStore(store);
        var options = new LedgerOptions { Workspace = "/workspace" };
        var tokens = new PilotTokens(new Secret("key of the tests"));
        Ledger = _waiting is not null && _database is not null ? new Ledger(_database, tokens, options, _waiting(Time)) : new Ledger(Store, tokens, options);
        Ledger.GrantNewPeriods();
        Acceptance = new AcceptanceService(Ledger, Elements);
    }

    private static void Populate(Database.Writing.WriteTransaction sql)
    {
        StorageElementRegistry.Add(sql, new StorageElementEntry("main", "folder", "storage/main", "here", null));
        RunRegistrar.Register(sql, new RunRecord(1, "juno-like", "2026-01-01T00:00:00Z", Files, 1000, 10, 0, RunQuality.Good, ""));
        GoodRunLists.Add(sql, "good", "1");
        for (int section = 1; section <= Files; section++)
        {
            var file = new NewFile($"raw/{section}", FileTiers.Raw, 1, section, 10, "00000001", 5, "{}", [], null);
            FileRegistrar.Register(sql, file, "main", $"raw/{section}", "server");
        }
    }
}
