using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Database.Requests;
using Fathom.Database.Writing;
using Fathom.Identity.Tokens;
using Fathom.Production.Acceptance;
using Fathom.Production.Auditing;
using Fathom.Production.Campaigns;
using Fathom.Production.Startup;
using Fathom.Production.Sweeping;
using Fathom.Production.Transfers;
using Fathom.Storage.Elements;
using Fathom.Storage.Load;
using Fathom.Storage.Sweeping;

namespace Fathom.Production.Tests.World;

/// <summary>A workspace with one server, two storage elements and a few RAW files; the server can crash and come back.</summary>
internal sealed class TestWorkspace : IDisposable
{
    public const string Campaign = "Test26A";

    private readonly string _folder = Directory.CreateTempSubdirectory("fathom-ledger-").FullName;
    private int _generation;
    private int _commitsToCrash;

    public TestWorkspace(int runs = 2, int sections = 3)
    {
        Elements.Set(Main);
        Elements.Set(Second);
        Start(Path.Combine(_folder, "fathom-0.db"));
        Database.WriteAsync(transaction => Populate(transaction, runs, sections)).GetAwaiter().GetResult();
    }

    public ManualTime Time { get; } = new();

    /// <summary>Set to n to let the n-th commit from now find the disk full; the ones after it have space again.</summary>
    public int FullAtCommit { get; set; }

    /// <summary>Commits so far.</summary>
    public int Commits { get; private set; }

    public MemoryElement Main { get; } = new("main");

    public MemoryElement Second { get; } = new("second");

    public StorageElements Elements { get; } = new();

    public WorkspaceDatabase Database { get; private set; } = null!;

    public StorageBandwidth Storage { get; private set; } = null!;

    public Ledger Ledger { get; private set; } = null!;

    public AcceptanceService Acceptance { get; private set; } = null!;

    public TransferLedger Transfers { get; private set; } = null!;

    public SweepLedger Sweeps { get; private set; } = null!;

    public static LedgerOptions Options { get; } = new() { Workspace = "/workspace" };

    public static string NewId() => RequestJournal.NewId();

    public async Task StartCampaignAsync(string? replicateTo = null)
    {
        CampaignReply created = await Ledger.CreateCampaignAsync(NewId(), Definition(replicateTo), "user:test");
        Assert.True(created.Accepted, created.Reason);
        OperationReply started = await Ledger.StartCampaignAsync(NewId(), Campaign, "user:test");
        Assert.True(started.Done, started.Reason);
    }

    public static CampaignDefinition Definition(string? replicateTo = null) =>
        Chains.Detector(Campaign, "good", "tag1", "0.1", "main", replicateTo);

    /// <summary>The server is gone between two commits; another starts on what is on the disk.</summary>
    public async Task CrashAndRecoverAsync()
    {
        string next = Copy();
        Restart(next);
        await new Recovery(Ledger, Acceptance).RunAsync();
    }

    /// <summary>The server dies in the middle of a commit of the work: what it does is not acknowledged, and not there.</summary>
    /// <param name="work">The work.</param>
    /// <param name="commit">Which of its commits, from 1; where it has fewer, the server dies right after it.</param>
    /// <param name="found">Looks at what the next server finds, before its recovery.</param>
    public async Task CrashInsideAsync(Func<Task> work, int commit, Action found)
    {
        _commitsToCrash = commit;
        Exception? fault = await Record.ExceptionAsync(work);
        bool reached = _commitsToCrash == 0;
        _commitsToCrash = 0;
        Assert.Equal(reached, fault is WorkspaceException);
        Restart(reached ? Path.Combine(_folder, $"fathom-{_generation}.db") : Copy());
        found();
        await new Recovery(Ledger, Acceptance).RunAsync();
    }

    public async Task SweepAsync()
    {
        foreach (ClosedPath path in await Sweeps.ClosedPathsAsync(1000, CancellationToken.None))
        {
            IStorageElement element = Elements.Get(path.Element);
            element.List(path.Path).Where(file => !path.Keep.Contains(file.Path)).ToList().ForEach(file => element.Delete(file.Path));
            await Sweeps.MarkSweptAsync(path, CancellationToken.None);
        }
    }

    public Task<AuditReport> AuditAsync(bool deep = true) => new LedgerAudit(Database, Elements).RunAsync(deep, CancellationToken.None);

    public async Task AssertCleanAsync()
    {
        AuditReport report = await AuditAsync();
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
    }

    public long Number(string sql, object? parameters = null) => Database.Read(connection => connection.SelectNumber(sql, parameters));

    /// <summary>Number of events of a kind.</summary>
    public int Events(string kind, string subject = "job") => Database.ReadEvents().Count(one => one.Kind == kind && one.Subject == subject);

    public List<string> Texts(string sql, object? parameters = null) =>
        Database.Read(connection => connection.Select(sql, parameters, row => row.GetString(0)));

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Start(string path)
    {
        Database = WorkspaceDatabase.Open(path, new WorkspaceDatabaseOptions { Time = Time, BeforeCommit = CrashIfArmed });
        Ledger = Ledger.Dispatching(Database, new PilotTokens(new Secret("key of the tests")), Options, Storage = new StorageBandwidth());
        Acceptance = new AcceptanceService(Ledger, Elements);
        Transfers = new TransferLedger(Ledger);
        Sweeps = new SweepLedger(Ledger, TimeSpan.Zero);
    }

    private void Restart(string path)
    {
        Database.Dispose();
        Start(path);
    }

    private void CrashIfArmed()
    {
        Commits++;
        if (FullAtCommit > 0 && --FullAtCommit == 0)
        {
            throw new Microsoft.Data.Sqlite.SqliteException("the disk is full", 13);
        }

        if (_commitsToCrash > 0 && --_commitsToCrash == 0)
        {
            Copy();
            throw new Microsoft.Data.Sqlite.SqliteException("the process is gone", 10);
        }
    }

    // What a killed process leaves: the database and its log as they lie on the disk.
    private string Copy()
    {
        string from = Database.Path;
        string to = Path.Combine(_folder, $"fathom-{++_generation}.db");
        File.Copy(from, to);
        if (File.Exists(from + "-wal"))
        {
            File.Copy(from + "-wal", to + "-wal");
        }

        return to;
    }

    private void Populate(WriteTransaction transaction, int runs, int sections)
    {
        StorageElementRegistry.Add(transaction, new StorageElementEntry("main", "folder", "storage/main", "here", null));
        StorageElementRegistry.Add(transaction, new StorageElementEntry("second", "folder", "storage/second", "there", null));
        for (int run = 1; run <= runs; run++)
        {
            RunRegistrar.Register(transaction, new RunRecord(run, "juno-like", "2026-01-01T00:00:00Z", sections, 1000, 10, 0, RunQuality.Good, ""));
            for (int section = 1; section <= sections; section++)
            {
                AddRaw(transaction, run, section);
            }
        }

        GoodRunLists.Add(transaction, "good", string.Join('\n', Enumerable.Range(1, runs)));
        ConditionsTags.Freeze(transaction, "tag1", [new ConditionsInterval(1, 1_000_000, "tag1.json", new string('a', 64))]);
    }

    public long AddRaw(WriteTransaction transaction, int run, int section)
    {
        string path = $"raw/{run}/{section}.raw";
        byte[] bytes = [.. Enumerable.Range(0, 10 + section).Select(i => (byte)(run * 31 + section * 7 + i))];
        FileRegistrar.Announce(transaction, "main", path);
        Main.Write(path, bytes);
        Main.MakeDurableAsync(path, CancellationToken.None).GetAwaiter().GetResult();
        var file = new NewFile(
            $"raw/RUN.{run}.{section:D3}.raw", FileTiers.Raw, run, section, bytes.Length, MemoryElement.Adler32(bytes), 5, "{}", [], null);
        return FileRegistrar.Register(transaction, file, "main", path, "server");
    }
}
