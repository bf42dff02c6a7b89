using Fathom.Compute.Payload;
using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;
using Fathom.Storage.Checksums;
using Fathom.Storage.Folder;

namespace Fathom.Compute.Tests.Pilot;

/// <summary>A workspace with a server, an element, one input, and a pilot whose payload is a shell script.</summary>
public sealed class PilotFixture : IAsyncDisposable
{
    /// <summary>Puts "made" into out/x.root and says so in the result; the script runs in the attempt's scratch.</summary>
    public const string Success =
        """printf made > out/x.root; echo '{"outputs":[{"tier":"ESD","fileName":"x.root","size":4,"adler32":"04080198","events":3,"metadata":"{}"}],"remark":"","cause":null,"detail":null}' > result.json""";

    /// <summary>One for all tests, so that the node is measured once.</summary>
    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "fathom-test-cache");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource drain = new();
    private readonly CancellationTokenSource stop = new();

    internal PilotFixture()
    {
        Server = new FakeServer(folder.Path);
        Directory.CreateDirectory(folder["secrets"]);
        File.WriteAllText(SecretFile, FakeServer.Secret + "\n");
        File.SetUnixFileMode(SecretFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Element = new FolderElement("se", folder["se"]);
        File.WriteAllText(folder["se/input"], "raw bytes");
    }

    internal FakeServer Server { get; }

    public string Workspace => folder.Path;

    public string SecretFile => folder["secrets/bootstrap.secret"];

    public FolderElement Element { get; }

    public StringWriter Log { get; } = new SharedLog();

    public string this[string below] => folder[below];

    public void Drain() => drain.Cancel();

    public void Stop() => stop.Cancel();

    internal async Task<LeasedJob> AddJobAsync(long id = 1, params string[] replicas)
    {
        var address = new StorageElementAddress("se", "folder", Element.Root);
        var job = new LeasedJob(
            new LeaseReference(id, 1, $"lease-{id}"), "step",
            [new LeasedInput("in.raw", "RAW", 9, Adler32.Format(Adler32.Of("raw bytes"u8)),
                [.. (replicas.Length == 0 ? ["input"] : replicas).Select(path => new ReplicaAddress(address, path))])],
            address, $"Demo/ESD/{id}/1-abc", null, new Dictionary<string, string> { ["k"] = "v" });
        Server.Jobs.Enqueue(job);
        await Task.CompletedTask;
        return job;
    }

    /// <summary>Adds a job whose payload is an external command, or another step.</summary>
    internal async Task<LeasedJob> AddJobAsync(long id, string step, params (string Key, string Value)[] parameters)
    {
        var job = await AddJobAsync(id) with
        {
            Step = step,
            Parameters = parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value),
        };
        var others = Server.Jobs.Where(other => other.Fence != job.Fence).ToList();
        Server.Jobs.Clear();
        others.ForEach(Server.Jobs.Enqueue);
        Server.Jobs.Enqueue(job);
        return job;
    }

    /// <summary>Starts the pilot; its payload runs the script in the attempt's scratch.</summary>
    public Task<int> StartPilot(string script, TimeSpan? serverPatience = null, int slots = 1, TimeSpan? wallTime = null)
    {
        var options = new PilotOptions
        {
            Workspace = Workspace,
            Payload = new SelfCommand("/bin/sh", ["-c", script, "payload"]),
            ServerPatience = serverPatience ?? Patience,
            Slots = slots,
            WallTime = wallTime,
            Cache = Cache,
            WatchPeriod = TimeSpan.FromMilliseconds(50),
        };
        var pilot = new PilotProcess(options, TimeProvider.System, TextWriter.Synchronized(Log));
        return Task.Run(() => pilot.RunAsync(drain.Token, stop.Token)).WaitAsync(Patience);
    }

    /// <summary>Runs the pilot until it has worked off the jobs.</summary>
    public async Task RunAsync(string script, int slots = 1)
    {
        await Server.StartAsync();
        Server.Drain = true;
        Assert.Equal(PilotExit.Drained, await StartPilot(script, slots: slots));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["scratch"])); // whatever happened
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        drain.Dispose();
        stop.Dispose();
        await Log.DisposeAsync();
        folder.Dispose();
    }
}
