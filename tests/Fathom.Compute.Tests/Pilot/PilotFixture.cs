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

    public StringWriter Log { get; } = new();

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

    /// <summary>Starts the pilot; its payload runs the script in the attempt's scratch.</summary>
    public Task<int> StartPilot(string script, TimeSpan? serverPatience = null)
    {
        var options = new PilotOptions
        {
            Workspace = Workspace,
            Payload = new SelfCommand("/bin/sh", ["-c", script, "payload"]),
            ServerPatience = serverPatience ?? Patience,
        };
        var pilot = new PilotProcess(options, TimeProvider.System, TextWriter.Synchronized(Log));
        return Task.Run(() => pilot.RunAsync(drain.Token, stop.Token)).WaitAsync(Patience);
    }

    /// <summary>Runs the pilot until it has worked off the jobs.</summary>
    public async Task RunAsync(string script)
    {
        await Server.StartAsync();
        Server.Drain = true;
        Assert.Equal(PilotExit.Drained, await StartPilot(script));
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
