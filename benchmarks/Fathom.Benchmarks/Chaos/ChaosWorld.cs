using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Fathom.Benchmarks.Campaigns;
using Fathom.Database;
using Fathom.Database.Reading;

namespace Fathom.Benchmarks.Chaos;

/// <summary>A campaign that runs on real processes: server, pilots, payloads, behind a proxy, on a small disk.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private const int PilotCount = 3;
    private readonly EmptyCampaign _campaign;
    private readonly string _database;
    private readonly int _port;
    private Process? _server;

    private ChaosWorld(EmptyCampaign campaign, SmallDisk disk, MessageProxy proxy, string database, int port)
    {
        (_campaign, Disk, Proxy, _database, _port) = (campaign, disk.Folder, proxy, database, port);
        (SmallDisk, _disk) = (disk.Mounted, disk);
        proxy.Upstream = new Uri($"http://127.0.0.1:{port}");
    }

    private readonly SmallDisk _disk;

    /// <summary>The workspace's folder.</summary>
    public string Workspace => _campaign.Root;

    /// <summary>Folder of the disk that the workspace is on, and whether that disk is its own.</summary>
    public string Disk { get; }

    public bool SmallDisk { get; }

    /// <summary>Between pilots and server.</summary>
    public MessageProxy Proxy { get; }

    /// <summary>Folder of the element that receives the outputs.</summary>
    public string OutputElement => _campaign.OutputRoot;

    /// <summary>A lease without a sign of life ends after this.</summary>
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(ChaosServer.LeaseSeconds);

    /// <summary>PostgreSQL's URL, or null on SQLite.</summary>
    public string? Postgres => _database.Length > 0 ? _database : null;

    public static async Task<ChaosWorld> MakeAsync(ChaosOptions options, string database)
    {
        var disk = new SmallDisk(mebibytes: 512);
        var campaign = new EmptyCampaign(
            options.Jobs, "command", new Dictionary<string, string>
            {
                ["command"] = "/bin/sh",
                ["args"] = """["-c","sleep 0.$((RANDOM % 4))5; echo {stem} > {output}"]""",
                ["output.RTRAW"] = "{stem}.rtraw",
            },
            Path.Combine(disk.Folder, "workspace"), database.Length > 0 ? database : null);
        var world = new ChaosWorld(campaign, disk, await MessageProxy.StartAsync(options.Seed), database, FreePort());
        await world.StartServerAsync();
        int started = await world.RunAsync("campaign", "start", EmptyCampaign.Name);
        return started == 0 ? world : throw new InvalidOperationException("The campaign did not start.");
    }

    /// <summary>Processes of its pilots.</summary>
    public IReadOnlyList<int> Pilots() => LinuxProcesses.WithWords("fathom.dll", "pilot", Workspace);

    public int? AnyPilot(Random random) => Pilots() is { Count: > 0 } pilots ? pilots[random.Next(pilots.Count)] : null;

    public async Task StartServerAsync()
    {
        var start = new ProcessStartInfo("dotnet",
            [Environment.GetCommandLineArgs()[0], "chaos-server", Workspace, $"{_port}", Proxy.Address.ToString(), _database, $"{PilotCount}", WorkerProcess.Binary])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _server = Process.Start(start)!;
        _server.ErrorDataReceived += (_, _) => { };
        _server.BeginErrorReadLine();
        if (await _server.StandardOutput.ReadLineAsync() is null)
        {
            await _server.WaitForExitAsync(); // a fault of the moment kept it from starting; whoever needs it starts it again
        }
    }

    public async Task KillServerAsync()
    {
        if (_server is { HasExited: false } server)
        {
            LinuxProcesses.Signal(server.Id, LinuxProcesses.Kill);
            await server.WaitForExitAsync();
        }
    }

    /// <summary>Starts the server again where a fault ended it, as its supervisor would.</summary>
    public async Task EnsureServerAsync()
    {
        while (_server is null or { HasExited: true })
        {
            await StartServerAsync();
            await Task.Delay(200);
        }
    }

    /// <summary>Runs a command of Fathom on the workspace; its exit code.</summary>
    public async Task<int> RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [WorkerProcess.Binary, .. arguments, "--workspace", Workspace])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> said = process.StandardOutput.ReadToEndAsync(), erred = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await Task.WhenAll(said, erred);
        return process.ExitCode;
    }

    /// <summary>Jobs by state, as the database has them.</summary>
    public Dictionary<string, long> Jobs()
    {
        using WorkspaceDatabase database = WorkspaceDatabase.Open(
            Postgres ?? _campaign.Database, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read });
        return database.Read(connection => connection.Select(
            "SELECT state, count(*) FROM job GROUP BY state", null, row => (row.GetString(0), row.GetInt64(1)))).ToDictionary(row => row.Item1, row => row.Item2);
    }

    public async ValueTask DisposeAsync()
    {
        await KillServerAsync();
        foreach (int pilot in Pilots())
        {
            LinuxProcesses.Signal(pilot, LinuxProcesses.Continue);
            LinuxProcesses.Signal(pilot, LinuxProcesses.Kill);
        }

        await Proxy.DisposeAsync();
        _disk.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
