using System.Collections.Concurrent;
using Fathom.Compute.Engines;
using Fathom.Identity.Tokens;

namespace Fathom.Compute.Tests.Engines;

/// <summary>What every engine must do, whatever supplies its slots. An engine's tests derive from this and say how to build one.</summary>
public abstract class EngineContract : IAsyncLifetime
{
    /// <summary>A pilot that stays until it is told to end.</summary>
    protected const string Stays = "exec sleep 600";

    private readonly CancellationTokenSource stop = new();
    private readonly List<(IEngine Engine, Task Running)> engines = [];

    protected TemporaryFolder Workspace { get; } = new();

    protected StringWriter Log { get; } = new SharedLog();

    protected DeathsTold Deaths { get; } = new();

    protected BootstrapTokens Tokens { get; } = new(new Secret("the key of the workspace, for tests"));

    /// <summary>Builds an engine whose pilots run a shell script; $1 and on are the pilot's arguments.</summary>
    protected abstract IEngine Build(string script);

    /// <summary>Kills the pilot of a slot from outside.</summary>
    protected abstract Task KillAsync(PilotSlot slot);

    /// <summary>True where what the engine needs is on this machine; else the test says why it is skipped.</summary>
    protected virtual bool IsPresent() => true;

    [Fact]
    public async Task As_many_pilots_run_as_it_is_told()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(3, Stays);
        await RunAsync(engine, 3);
        engine.Resize(4);
        await RunAsync(engine, 4);
    }

    [Fact]
    public async Task A_pilot_that_dies_is_told_once_and_replaced()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(2, Stays);
        await RunAsync(engine, 2);
        var victim = engine.Pilots[0];
        await KillAsync(victim);
        await Eventually.IsTrueAsync(() => Deaths.Told.Count == 1, "the death is told");
        Assert.NotEqual(PilotCauses.Ended, Deaths.Told.Single().Cause);
        Assert.NotEmpty(Deaths.Told.Single().Detail);
        await Eventually.IsTrueAsync(() => Running(engine) == 2 && engine.Pilots.All(pilot => pilot.Name != victim.Name), "it is replaced");
        Assert.Single(Deaths.Told);
    }

    [Fact]
    public async Task A_new_server_adopts_the_pilots_of_the_one_before_and_tells_of_those_that_died_meanwhile()
    {
        if (!IsPresent())
        {
            return;
        }
        var first = Start(3, Stays);
        await RunAsync(first, 3);
        var before = first.Pilots.Select(pilot => pilot.Name).ToList();
        await StopServersAsync();
        await KillAsync(first.Pilots[0]);

        using var again = new CancellationTokenSource();
        var second = Build(Stays);
        second.Resize(3);
        engines.Add((second, second.RunAsync(again.Token)));
        await Eventually.IsTrueAsync(() => Running(second) == 3 && Deaths.Told.Count == 1, "three run again, and the death is told");
        Assert.Equal(before.Skip(1).Order(), second.Pilots.Where(pilot => pilot.Adopted).Select(pilot => pilot.Name).Order());
        await again.CancelAsync();
    }

    [Fact]
    public async Task Fewer_slots_end_the_surplus_and_a_drain_ends_all()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(3, Stays);
        await RunAsync(engine, 3);
        engine.Resize(1);
        await Eventually.IsTrueAsync(() => engine.Pilots.Count == 1, "one is left");
        await engine.DrainAsync(TimeSpan.FromSeconds(60), default);
        Assert.Empty(engine.Pilots);
        Assert.Equal(3, Deaths.Told.Count);
    }

    [Fact]
    public async Task A_pilot_that_does_not_heed_the_drain_is_killed_when_the_patience_ends()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(1, $"trap '' TERM; : > '{Workspace["trapped"]}'; while :; do sleep 0.05; done");
        await Eventually.IsTrueAsync(() => File.Exists(Workspace["trapped"]), "it ignores the signal");
        await engine.DrainAsync(TimeSpan.FromMilliseconds(500), default);
        Assert.Empty(engine.Pilots);
    }

    [Fact]
    public async Task Pilots_that_fail_at_their_start_are_not_started_again_and_again()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(1, $"echo x >> '{Workspace["starts"]}'; exit 77");
        await Eventually.IsTrueAsync(() => Log.ToString().Contains("Next", StringComparison.Ordinal), "the failure is noted");
        await Task.Delay(1000);
        Assert.InRange(File.ReadAllLines(Workspace["starts"]).Length, 1, 3);
        engine.Resize(0);
    }

    [Fact]
    public async Task Each_pilot_gets_a_secret_of_its_own_in_a_file_of_its_owner_and_nowhere_else()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(2, $"{{ printf '%s\\n' \"$0\" \"$@\"; env; }} > '{Workspace.Path}'/seen-$$; exec sleep 600");
        await RunAsync(engine, 2);
        await Eventually.IsTrueAsync(() => Directory.GetFiles(Workspace.Path, "seen-*").Length == 2, "both have started");
        var secrets = new List<string>();
        await Eventually.IsTrueAsync(() => Directory.GetFiles(Workspace.Path, "seen-*").All(seen => File.ReadAllText(seen).Contains("PATH=", StringComparison.Ordinal)), "both have said all");
        foreach (var seen in Directory.GetFiles(Workspace.Path, "seen-*"))
        {
            var arguments = File.ReadAllLines(seen).ToList();
            var file = arguments[arguments.IndexOf("--secret-file") + 1];
            var secret = File.ReadAllText(file).Trim();
            Assert.NotNull(Tokens.Check(secret, DateTimeOffset.UnixEpoch.AddYears(50)));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.DoesNotContain(secret, File.ReadAllText(seen), StringComparison.Ordinal);
            secrets.Add(secret);
        }
        Assert.Equal(2, secrets.Distinct().Count());
        Assert.DoesNotContain(secrets[0], Log.ToString(), StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StopServersAsync();
        foreach (var (engine, _) in engines)
        {
            await engine.DrainAsync(TimeSpan.FromMilliseconds(300), default);
            await engine.DisposeAsync();
        }
        stop.Dispose();
        await Log.DisposeAsync();
        Workspace.Dispose();
    }

    protected static int Running(IEngine engine) => engine.Pilots.Count(pilot => pilot.State == SlotState.Running);

    protected static Task RunAsync(IEngine engine, int pilots) => Eventually.IsTrueAsync(() => Running(engine) == pilots, $"{pilots} pilots run");

    protected IEngine Start(int slots, string script)
    {
        var engine = Build(script);
        engine.Resize(slots);
        engines.Add((engine, engine.RunAsync(stop.Token)));
        return engine;
    }

    private async Task StopServersAsync()
    {
        await stop.CancelAsync();
        foreach (var (_, running) in engines)
        {
            await running.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Keeps what is told.</summary>
    protected sealed class DeathsTold : IPilotDeaths
    {
        public ConcurrentQueue<PilotDeath> Told { get; } = new();

        public Task PilotDiedAsync(PilotDeath death, CancellationToken cancellation)
        {
            Told.Enqueue(death);
            return Task.CompletedTask;
        }
    }
}
