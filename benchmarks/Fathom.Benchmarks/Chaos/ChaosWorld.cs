using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fathom.Benchmarks.Campaigns;
using Fathom.Database;
using Fathom.Database.Faults;
using Fathom.Database.Moving;
using Fathom.Database.Reading;

namespace Fathom.Benchmarks.Chaos;

/// <summary>A campaign that runs on real processes: server, pilots, payloads, behind a proxy, on a small disk.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private const int DiskMebibytes = 256, TriesToRead = 20;
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(500);

    private readonly EmptyCampaign _campaign;
    private readonly SmallDisk _disk;
    private readonly ServerProcess _server;
    private readonly Dictionary<int, Task> _frozen = [];

    private ChaosWorld(EmptyCampaign campaign, SmallDisk disk, MessageProxy proxy, string database, ServerProcess server) =>
        (_campaign, _disk, Proxy, Postgres, _server) = (campaign, disk, proxy, database.Length > 0 ? database : null, server);

    /// <summary>The workspace's folder.</summary>
    public string Workspace => _campaign.Root;

    /// <summary>Folder of the disk that the workspace is on.</summary>
    public string Disk => _disk.Folder;

    /// <summary>Whether that disk is the workspace's own, and can be filled.</summary>
    public bool SmallDisk => _disk.Mounted;

    /// <summary>Between pilots and server.</summary>
    public MessageProxy Proxy { get; }

    /// <summary>Folder of the element that holds inputs and outputs.</summary>
    public string OutputElement => _campaign.OutputRoot;

    /// <summary>A lease without a sign of life ends after this.</summary>
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(ChaosServer.LeaseSeconds);

    /// <summary>PostgreSQL's URL, or null on SQLite.</summary>
    public string? Postgres { get; }

    /// <summary>Ends of servers that no fault explains.</summary>
    public int Defects => _server.Defects;

    public static async Task<ChaosWorld> MakeAsync(ChaosSetting setting, int seed, int jobs, string database)
    {
        var disk = new SmallDisk(DiskMebibytes);
        string workspace = Path.Combine(disk.Folder, "workspace");
        var campaign = new EmptyCampaign(jobs, "command", Payload(disk), workspace, database.Length > 0 ? database : null);
        if (database.Length > 0)
        {
            Point(new WorkspaceFolders(workspace), database);
        }

        MessageProxy proxy = await MessageProxy.StartAsync(seed);
        var world = new ChaosWorld(campaign, disk, proxy, database, new ServerProcess(workspace, proxy, setting));
        await world.EnsureServerAsync();
        int started = await world.RunAsync(["campaign", "start", EmptyCampaign.Name]);
        return started == 0 ? world : throw new InvalidOperationException("The campaign did not start.");
    }

    /// <summary>Processes of its pilots.</summary>
    public IReadOnlyList<int> Pilots() => LinuxProcesses.WithWords($" pilot --workspace {Workspace} ");

    public int? AnyPilot(Random random) => Pilots() is { Count: > 0 } pilots ? pilots[random.Next(pilots.Count)] : null;

    /// <summary>Lets a pilot stand still for a while, and the faults go on meanwhile; false where it stands or has ended.</summary>
    public bool Freeze(int pilot, TimeSpan time)
    {
        if ((_frozen.TryGetValue(pilot, out Task? before) && !before.IsCompleted) || !LinuxProcesses.Signal(pilot, LinuxProcesses.Stop))
        {
            return false;
        }

        _frozen[pilot] = Task.Delay(time).ContinueWith(_ => LinuxProcesses.Signal(pilot, LinuxProcesses.Continue), TaskScheduler.Default);
        return true;
    }

    /// <summary>Starts the server again where a fault ended it, as its supervisor would.</summary>
    public Task EnsureServerAsync() => _server.EnsureAsync();

    /// <summary>Whether the server runs now.</summary>
    public bool ServerRuns => _server.Runs;

    /// <summary>The disk fails: the server may end by that.</summary>
    public void ExcuseServer() => _server.Excuse();

    public Task KillServerAsync() => _server.KillAsync();

    /// <summary>Lets jobs that begin from now on take so long.</summary>
    public void Pace(TimeSpan job)
    {
        string path = PaceFile(_disk);
        File.WriteAllText(path + ".new", job.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Runs a command of Fathom on the workspace; its exit code.</summary>
    /// <param name="arguments">The command.</param>
    /// <param name="patience">Cancelled: the command is killed.</param>
    public async Task<int> RunAsync(string[] arguments, CancellationToken patience = default)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [WorkerProcess.Binary, .. arguments, "--workspace", Workspace])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> said = process.StandardOutput.ReadToEndAsync(CancellationToken.None), erred = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using (patience.Register(() => LinuxProcesses.Signal(process.Id, LinuxProcesses.Kill)))
        {
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await Task.WhenAll(said, erred);
        return process.ExitCode;
    }

    /// <summary>Jobs that are done or held.</summary>
    public async Task<long> ClosedAsync()
    {
        Dictionary<string, long> states = await JobsAsync();
        return states.GetValueOrDefault("Done") + states.GetValueOrDefault("Held");
    }

    /// <summary>Jobs by state, as the database has them.</summary>
    public async Task<Dictionary<string, long>> JobsAsync() =>
        (await SelectAsync("SELECT state, count(*) FROM job GROUP BY state", row => (row.GetString(0), row.GetInt64(1)))).ToDictionary(row => row.Item1, row => row.Item2);

    /// <summary>Jobs that are held.</summary>
    public Task<IReadOnlyList<long>> HeldAsync() => SelectAsync("SELECT id FROM job WHERE state = 'Held'", row => row.GetInt64(0));

    // The database may be away for a moment.
    private async Task<IReadOnlyList<T>> SelectAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                using WorkspaceDatabase database = WorkspaceDatabase.Open(
                    Postgres ?? _campaign.Database, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read });
                return [.. database.Read(connection => connection.Select(sql, null, read))];
            }
            catch (WorkspaceException) when (tries < TriesToRead)
            {
                await Task.Delay(BetweenReads);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillServerAsync();
        await Task.WhenAll(_frozen.Values);
        foreach (int pilot in Pilots())
        {
            LinuxProcesses.Signal(pilot, LinuxProcesses.Kill);
        }

        await Proxy.DisposeAsync();
        _disk.Dispose();
    }

    private static string PaceFile(SmallDisk disk) => Path.Combine(disk.Folder, "pace");

    private static Dictionary<string, string> Payload(SmallDisk disk) => new()
    {
        ["command"] = "/bin/sh",
        ["args"] = JsonSerializer.Serialize(new[]
        {
            "-c", $"sleep $(cat {PaceFile(disk)}); echo {{stem}} > {{output}}",
        }),
        ["output.RTRAW"] = "{stem}.rtraw",
    };

    private static void Point(WorkspaceFolders folders, string url)
    {
        const string UrlFile = "secrets/database.url";
        File.WriteAllText(Path.Combine(folders.Root, UrlFile), url);
        File.WriteAllBytes(folders.DatabasePointer, JsonSerializer.SerializeToUtf8Bytes(DatabasePointer.First with { File = "", UrlFile = UrlFile }));
    }
}
