using System.Security.Cryptography;
using System.Text;
using Fathom.Compute.Engines;
using Fathom.Compute.Engines.Local;
using Fathom.Compute.Engines.Slurm;
using Fathom.Compute.Payload;
using Fathom.Database;
using Fathom.Identity.Tokens;
using Fathom.Production.Diagnosis.Hindrances;

namespace Fathom.Portal.Server;

/// <summary>The engines of a server: this machine's pilots, and those of a batch system, whose number follows the work.</summary>
internal sealed class ServerEngines : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IEngine> _engines = [];
    private readonly List<PilotSupply> _supplies = [];

    /// <summary>Composes the engines that the options ask for; none runs yet.</summary>
    public ServerEngines(ServerOptions options, WorkspaceSecrets secrets, IPilotDeaths deaths, Func<string, Task<WorkCount?>> work)
    {
        string workspace = new WorkspaceFolders(options.Workspace).Root;
        var tokens = new BootstrapTokens(secrets.PilotKey);
        SelfCommand command = options.Command ?? SelfCommand.Current();
        if (options.Pilots > 0)
        {
            var pilot = new PilotInvocation { Command = command, Workspace = workspace, Engine = "local" };
            _engines.Add(new LocalEngine(
                new LocalEngineOptions { Slots = options.Pilots, Pilot = pilot },
                new SecretFolder(workspace, "local", tokens), deaths, options.Time, options.Log));
        }

        if (options.Slurm is { } slurm)
        {
            AddSlurm(slurm, options, new PilotInvocation { Command = command, Workspace = workspace, Engine = "slurm", Site = slurm.Site, Idle = slurm.Idle }, tokens, secrets, deaths, work);
        }
    }

    /// <summary>True where pilots go on without the server: then they are not told to drain when it stops.</summary>
    public bool OutliveServer => _engines.Any(engine => engine.OutlivesServer);

    /// <summary>Pilots that wait in a batch queue.</summary>
    public int QueuedPilots => _engines.Sum(engine => engine.Pilots.Count(pilot => pilot.State == SlotState.Queued));

    /// <summary>Engines that have fewer pilots than they should, and why.</summary>
    public IReadOnlyList<EngineTrouble> Troubles =>
        [.. _engines.Select(engine => engine.Trouble is { } why ? new EngineTrouble(engine.Name, why) : null).OfType<EngineTrouble>()];

    /// <summary>Completes with a defect of an engine; no trouble of a batch system ends it.</summary>
    public Task Runs { get; private set; } = Task.CompletedTask;

    /// <summary>Starts all of them.</summary>
    public void Start(TimeProvider time) => Runs = Task.WhenAny(
    [
        Task.Delay(Timeout.InfiniteTimeSpan, time, _stop.Token),
        .. _engines.Select(engine => Task.Run(() => engine.RunAsync(_stop.Token))),
        .. _supplies.Select(supply => Task.Run(() => supply.RunAsync(_stop.Token))),
    ]).Unwrap();

    /// <summary>Lets the pilots that end with the server finish, for so long at most.</summary>
    public Task DrainAsync(TimeSpan patience) => Task.WhenAll(
        _engines.Where(engine => !engine.OutlivesServer).Select(engine => engine.DrainAsync(patience, CancellationToken.None)));

    /// <summary>Stops; pilots stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Runs.ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (IEngine engine in _engines)
        {
            await engine.DisposeAsync();
        }

        _stop.Dispose();
    }

    /// <summary>Names the workspace on a batch system that others use too: from its key, so that it stays when the folder moves.</summary>
    internal static string NameOf(WorkspaceSecrets secrets) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secrets.PilotKey.Reveal()), "fathom workspace name"u8)[..5]);

    private void AddSlurm(
        SlurmServerOptions slurm, ServerOptions options, PilotInvocation pilot, BootstrapTokens tokens, WorkspaceSecrets secrets, IPilotDeaths deaths, Func<string, Task<WorkCount?>> work)
    {
        var engine = new SlurmEngine(
            new SlurmEngineOptions
            {
                Pilot = pilot,
                WorkspaceId = NameOf(secrets),
                Partition = slurm.Partition,
                Account = slurm.Account,
                TimeLimit = slurm.TimeLimit,
                MemoryMiB = slurm.MemoryMiB,
                CpusPerPilot = slurm.CpusPerPilot,
                MaxQueued = slurm.MaxQueued,
                Binary = slurm.Binary,
                Extra = slurm.Extra,
                Poll = slurm.Poll,
            },
            new SlurmCommands(slurm.CommandTimeout, options.Time), new SecretFolder(pilot.Workspace, "slurm", tokens), deaths, options.Time, options.Log);
        _engines.Add(engine);
        var limits = new SupplyLimits(slurm.MaxPilots, slurm.MaxQueued, slurm.CpusPerPilot, slurm.Ramp);
        _supplies.Add(new PilotSupply(engine, limits, () => work(slurm.Site), options.Time, TimeSpan.FromTicks(Math.Min(slurm.Poll.Ticks, TimeSpan.TicksPerSecond))));
    }
}

/// <summary>Pilots from Slurm.</summary>
public sealed record SlurmServerOptions
{
    /// <summary>Partition; null: Slurm's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Account that is charged; null: Slurm's default.</summary>
    public string? Account { get; init; }

    /// <summary>Site that the pilots register for. Default "slurm".</summary>
    public string Site { get; init; } = "slurm";

    /// <summary>Time limit of a pilot. Default 24 h.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Memory of a pilot [MiB]; null: Slurm's default.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>CPUs of a pilot, and payloads that it runs at a time. Default 1.</summary>
    public int CpusPerPilot { get; init; } = 1;

    /// <summary>Pilots, queued and running, at most. Default 1,000.</summary>
    public int MaxPilots { get; init; } = 1000;

    /// <summary>Pilots that wait in the queue, at most. Default 200.</summary>
    public int MaxQueued { get; init; } = 200;

    /// <summary>Pilots added in a round, at most. Default 200.</summary>
    public int Ramp { get; init; } = 200;

    /// <summary>A pilot without work ends after this. Default 60 s.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The queue is looked at this often. Default 5 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A command of Slurm that takes longer is ended. Default 30 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The release that pilots are run from. Default: this program, where the nodes see it.</summary>
    public PilotBinary? Binary { get; init; }

    /// <summary>Further options for sbatch.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];
}
