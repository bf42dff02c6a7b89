using System.Reflection;
using Fathom.Database;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>What `fathom pilot` runs: leases jobs one at a time and runs each in a payload process.</summary>
public sealed class PilotProcess(PilotOptions options, TimeProvider time, TextWriter log)
{
    /// <summary>A drain waits this long for a job that may be under way to the pilot; one that comes later is given back.</summary>
    private static readonly TimeSpan LeaseGrace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(3);

    private enum Ending
    {
        Drained,
        ServerGone,
        Unknown,
    }

    /// <summary>Runs until drained, refused, or out of patience with the server; returns a <see cref="PilotExit"/>.</summary>
    /// <param name="drain">Cancelled: take no further job; finish the present one, then end.</param>
    /// <param name="stop">Cancelled: end the payload now and give the job back.</param>
    public async Task<int> RunAsync(CancellationToken drain, CancellationToken stop)
    {
        var identity = PilotIdentity.Of(Environment.ProcessId)
            ?? throw new PlatformNotSupportedException("A pilot needs /proc, as on Linux.");
        var records = options.Workspace is { } workspace ? new PilotRecords(workspace) : null;
        var scratch = ScratchFolder.Make(ScratchParent(), identity);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each request has its own
        };
        var client = new ServerClient(http, new ServerAddress(options.Server, options.Workspace), options.ServerPatience, time);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(drain, stop);
        try
        {
            records?.Add(identity);
            return await ServeAsync(client, scratch, leave.Token, stop);
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

    private async Task<int> ServeAsync(ServerClient client, string scratch, CancellationToken leave, CancellationToken stop)
    {
        while (!leave.IsCancellationRequested)
        {
            var answer = await client.RegisterAsync(Registration(), Secret(), leave);
            if (answer.Reply is not { } welcome)
            {
                log.WriteLine($"not registered: {answer.Detail}");
                return answer.Kind == AnswerKind.Unreachable ? PilotExit.ServerGone : PilotExit.NotAdmitted;
            }
            log.WriteLine($"pilot {welcome.PilotId} registered");
            await using var session = new PilotSession(welcome, client, time);
            var ending = await WorkAsync(session, client, scratch, leave, stop);
            if (ending != Ending.Unknown)
            {
                await EndAsync(client, welcome);
                return ending == Ending.Drained ? PilotExit.Drained : PilotExit.ServerGone;
            }
            log.WriteLine($"pilot {welcome.PilotId} is not known to the server any more: registering again");
        }
        return PilotExit.Drained;
    }

    private async Task<Ending> WorkAsync(
        PilotSession session, ServerClient client, string scratch, CancellationToken leave, CancellationToken stop)
    {
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(leave, session.Drain);
        var idleSince = time.GetTimestamp();
        while (!drain.IsCancellationRequested)
        {
            var answer = await LeaseAsync(client, session, drain.Token);
            if (session.Unknown.IsCancellationRequested || answer?.Kind is AnswerKind.Unregistered or AnswerKind.Stranger)
            {
                return Ending.Unknown;
            }
            if (answer?.Kind == AnswerKind.Unreachable)
            {
                log.WriteLine($"no server: {answer.Detail}");
                return Ending.ServerGone;
            }
            if (answer?.Reply?.Job is { } job)
            {
                await new AttemptRun(session, client, options, scratch, time, log).RunAsync(job, stop);
                idleSince = time.GetTimestamp();
            }
            else if (answer is null or { Reply.Drain: true } || time.GetElapsedTime(idleSince) >= options.IdleLimit)
            {
                return Ending.Drained;
            }
            else
            {
                await RestAsync(answer.Reply?.RetryAfterSeconds ?? 5, drain.Token, session.Unknown);
            }
        }
        return Ending.Drained;
    }

    /// <summary>Asks for a job; null where the pilot drains and none came.</summary>
    private static async Task<ServerAnswer<LeaseReply>?> LeaseAsync(ServerClient client, PilotSession session, CancellationToken drain)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(session.Unknown);
        // A request that may have leased a job already is not cut off at once.
        await using var grace = drain.Register(() => giveUp.CancelAfter(LeaseGrace));
        try
        {
            return await client.LeaseAsync(session.Pilot, giveUp.Token);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task RestAsync(double seconds, CancellationToken drain, CancellationToken unknown)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(drain, unknown);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Clamp(seconds, 0.01, 60)), time, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The loop sees why.
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
        typeof(PilotProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    private string Secret() => BootstrapSecret.Read(
        options.SecretFile
        ?? (options.Workspace is { } workspace ? new WorkspaceFolders(workspace).BootstrapSecret : null)
        ?? throw new BootstrapSecretException("The pilot needs --workspace or --secret-file."));
}
