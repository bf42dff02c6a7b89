using System.Reflection;
using Fathom.Compute.Engines;
using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Database;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>What `fathom pilot` runs: leases jobs and runs each as a payload, as many at a time as it has slots.</summary>
public sealed class PilotProcess(PilotOptions options, TimeProvider time, TextWriter log)
{
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(3);

    private readonly JobDurations durations = new();
    private double speed = 1;

    /// <summary>Runs until drained, refused, or out of patience with the server; returns a <see cref="PilotExit"/>.</summary>
    /// <param name="drain">Cancelled: take no further job; finish the present ones, then end.</param>
    /// <param name="stop">Cancelled: end the payloads now and give the jobs back.</param>
    public async Task<int> RunAsync(CancellationToken drain, CancellationToken stop)
    {
        var identity = PilotIdentity.Of(Environment.ProcessId)
            ?? throw new PlatformNotSupportedException("A pilot needs /proc, as on Linux.");
        var records = options.Workspace is { } workspace ? new PilotRecords(workspace) : null;
        var wall = new WallTime(options.WallTime, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var overTimer = wall.EndWith(over);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(drain, over.Token);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each request has its own
        };
        var client = new ServerClient(http, new ServerAddress(options.Server, options.Workspace, time), options.ServerPatience, time);
        var scratch = ScratchFolder.Make(ScratchParent(), identity);
        using var held = ScratchFolder.Hold(scratch);
        try
        {
            ScratchFolder.RemoveLeft(ScratchParent(), log);
            records?.Add(identity);
            var files = new AttemptFiles(
                new ServerFiles(http, new ServerAddress(options.Server, options.Workspace, time), options.ServerPatience, time),
                options.Cache is { } cache ? new ContentCache(cache, time) : null, time);
            return await ServeAsync(client, files, wall, new AttemptFolders(scratch, log), leave.Token, over.Token);
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            return PilotExit.Drained;
        }
        catch (BootstrapSecretException refused)
        {
            log.WriteLine(refused.Message);
            return PilotExit.NotAdmitted;
        }
        finally
        {
            ScratchFolder.Remove(scratch, log);
            records?.Remove(identity);
        }
    }

    private string ScratchParent() => options.Scratch
        ?? (options.Workspace is { } workspace ? new WorkspaceFolders(workspace).Scratch : Path.GetTempPath());

    private async Task<int> ServeAsync(ServerClient client, AttemptFiles files, WallTime wall, AttemptFolders folders, CancellationToken leave, CancellationToken stop)
    {
        using var watching = new CancellationTokenSource();
        var watch = new PayloadWatch(options.WatchPeriod, time);
        var watches = watch.RunAsync(watching.Token);
        speed = NodeSpeed.OfThisNode(options.Cache, log);
        var launcher = new PayloadLauncher(options.Payload, watch, time) { CpuFactor = speed };
        try
        {
            string? token = null;
            while (!leave.IsCancellationRequested)
            {
                var answer = await RegisterAsync(client, token, leave);
                if (answer.Reply is not { } welcome)
                {
                    log.WriteLine($"not registered: {answer.Detail}");
                    return answer.Kind == AnswerKind.Unreachable ? PilotExit.ServerGone : PilotExit.NotAdmitted;
                }
                log.WriteLine($"pilot {welcome.PilotId} registered");
                await using var session = new PilotSession(welcome, client, time);
                using var work = new PilotWork(session, client, files, options, launcher, durations, wall, folders, time, log);
                await StaggerAsync(token, leave);
                var end = await work.RunAsync(leave, stop);
                token = session.Pilot.Token;
                if (end != WorkEnd.Unknown)
                {
                    await EndAsync(client, session.Pilot);
                    return end == WorkEnd.Drained ? PilotExit.Drained : PilotExit.ServerGone;
                }
                log.WriteLine($"pilot {welcome.PilotId} is not known to the server any more: registering again");
            }
            return PilotExit.Drained;
        }
        finally
        {
            await watching.CancelAsync();
            await watches;
        }
    }

    /// <summary>Registers with the token of an earlier registration, where there is one: the secret may be spent by then.</summary>
    private async Task<ServerAnswer<PilotWelcome>> RegisterAsync(ServerClient client, string? token, CancellationToken leave)
    {
        var registration = Registration();
        if (token is not null)
        {
            var again = await client.RegisterAsync(registration, token, leave);
            if (again.Kind is not (AnswerKind.Stranger or AnswerKind.Rejected))
            {
                return again;
            }
        }
        var file = SecretFile();
        var secret = BootstrapSecret.Read(file);
        var answer = await client.RegisterAsync(registration, secret, leave);
        if (answer.Reply is not null)
        {
            BootstrapSecret.Spend(file, secret);
        }
        return answer;
    }

    /// <summary>One of a herd waits for its place in it, once.</summary>
    private async Task StaggerAsync(string? token, CancellationToken leave)
    {
        if (token is null && options.Spread > TimeSpan.Zero)
        {
            await Task.Delay(HerdSpread.DelayOf(options.Spread, new Random(Environment.ProcessId).NextDouble()), time, leave);
        }
    }

    /// <summary>Tells the server, which then loses the pilot's leases at once.</summary>
    private async Task EndAsync(ServerClient client, PilotWelcome welcome)
    {
        using var patience = new CancellationTokenSource(EndGrace, time);
        try
        {
            await client.EndAsync(welcome, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            log.WriteLine("the server did not hear of the pilot's end");
        }
    }

    private PilotRegistration Registration() => new(
        options.Engine, options.Site, Environment.MachineName, Environment.ProcessId,
        typeof(PilotProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0",
        options.Slots, speed, RenewsToken: true);

    private string SecretFile() =>
        options.SecretFile
        ?? (options.Workspace is { } workspace ? new WorkspaceFolders(workspace).BootstrapSecret : null)
        ?? throw new BootstrapSecretException("The pilot needs --workspace or --secret-file.");
}
