using System.Collections.Concurrent;
using System.Diagnostics;
using Fathom.Compute.Engines;
using Fathom.Compute.Payload;
using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Engines;

public sealed class LocalEngineTests : IAsyncLifetime
{
    private readonly TemporaryFolder workspace = new();
    private readonly StringWriter log = new();
    private readonly Deaths deaths = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<(LocalEngine Engine, Task Running)> engines = [];

    [Fact]
    public async Task A_pilot_that_dies_is_reported_at_once_and_replaced()
    {
        var engine = Start(3);
        await Eventually.IsTrueAsync(() => engine.Pilots.Count == 3, "three pilots run");
        var victim = engine.Pilots[1].ProcessId;
        Process.GetProcessById(victim).Kill();
        await Eventually.IsTrueAsync(() => deaths.Told.ContainsKey(victim), "the death is reported");
        Assert.Contains("signal 9", deaths.Told[victim], StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => engine.Pilots.Count == 3 && engine.Pilots.All(pilot => pilot.ProcessId != victim), "it is replaced");
        Assert.Single(deaths.Told);
    }

    [Fact]
    public async Task A_new_server_adopts_the_pilots_of_the_one_before_and_buries_those_that_died_meanwhile()
    {
        var first = Start(3);
        await Eventually.IsTrueAsync(() => first.Pilots.Count == 3, "three pilots run");
        var before = first.Pilots.Select(pilot => pilot.ProcessId).ToList();
        await StopServersAsync();
        Process.GetProcessById(before[0]).Kill();
        await Eventually.IsTrueAsync(() => PilotIdentity.Of(before[0]) is null, "one is dead");
        Directory.CreateDirectory(workspace["scratch/pilot-" + before[0]]);

        using var again = new CancellationTokenSource();
        var second = Engine(3);
        engines.Add((second, second.RunAsync(again.Token)));
        await Eventually.IsTrueAsync(() => second.Pilots.Count == 3, "three pilots run again");
        Assert.Equal(before.Skip(1).Order(), second.Pilots.Where(pilot => pilot.Adopted).Select(pilot => pilot.ProcessId).Order());
        Assert.Contains(before[0], deaths.Told.Keys);
        await again.CancelAsync();
    }

    [Fact]
    public async Task Fewer_slots_drain_the_surplus_and_a_drain_ends_all()
    {
        var engine = Start(3);
        await Eventually.IsTrueAsync(() => engine.Pilots.Count == 3, "three pilots run");
        engine.Resize(1);
        await Eventually.IsTrueAsync(() => engine.Pilots.Count == 1, "one is left");
        var last = engine.Pilots[0].ProcessId;
        await engine.DrainAsync(TimeSpan.FromSeconds(30), default);
        Assert.Empty(engine.Pilots);
        Assert.Null(PilotIdentity.Of(last));
        Assert.Empty(new PilotRecords(workspace.Path).OfThisMachine());
    }

    [Fact]
    public async Task A_pilot_that_does_not_heed_the_drain_is_killed_when_the_patience_ends()
    {
        var engine = Start(1, "trap '' TERM; : > \"$TRAPPED\"; while :; do sleep 0.05; done".Replace("$TRAPPED", workspace["trapped"], StringComparison.Ordinal));
        await Eventually.IsTrueAsync(() => File.Exists(workspace["trapped"]), "it ignores the signal");
        await engine.DrainAsync(TimeSpan.FromMilliseconds(200), default);
        Assert.Empty(engine.Pilots);
    }

    [Fact]
    public async Task Pilots_that_fail_at_their_start_are_not_started_again_and_again()
    {
        var engine = Start(1, $"echo x >> {workspace["starts"]}; exit 77");
        await Task.Delay(1200);
        Assert.InRange(File.ReadAllLines(workspace["starts"]).Length, 1, 3);
        engine.Resize(0);
    }

    [Fact]
    public async Task An_engine_that_cannot_start_pilots_now_tries_again_and_starts_them_once_it_can()
    {
        File.WriteAllText(workspace["scratch"], "no folder for logs can be made here");
        var engine = Start(2);
        await Eventually.IsTrueAsync(() => log.ToString().Contains("Next start in", StringComparison.Ordinal), "the fault is noted");
        Assert.False(engines[0].Running.IsCompleted);
        File.Delete(workspace["scratch"]);
        await Eventually.IsTrueAsync(() => engine.Pilots.Count == 2, "two pilots run");
    }

    [Fact]
    public async Task A_pilot_whose_record_cannot_be_written_is_counted_all_the_same()
    {
        File.WriteAllText(workspace["run"], "no record can be written here");
        var engine = Start(1);
        await Eventually.IsTrueAsync(() => log.ToString().Contains("Next start in", StringComparison.Ordinal), "the fault is noted");
        Assert.Single(engine.Pilots);
        File.Delete(workspace["run"]);
        await Task.Delay(700);
        Assert.Single(engine.Pilots);
    }

    [Fact]
    public void The_wait_between_failing_starts_doubles_up_to_its_limit()
    {
        var options = new LocalEngineOptions { Workspace = "w", Command = new SelfCommand("x", []) };
        Assert.Equal([0, 0.5, 1, 2, 30, 30], new[] { 0, 1, 2, 3, 10, 1000 }.Select(failures => options.WaitAfter(failures).TotalSeconds));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await StopServersAsync();
        foreach (var (engine, _) in engines)
        {
            await engine.DrainAsync(TimeSpan.FromSeconds(5), default);
            await engine.DisposeAsync();
        }
        stop.Dispose();
        workspace.Dispose();
    }

    private LocalEngine Start(int slots, string script = "exec sleep 600")
    {
        var engine = Engine(slots, script);
        engines.Add((engine, engine.RunAsync(stop.Token)));
        return engine;
    }

    private LocalEngine Engine(int slots, string script = "exec sleep 600") => new(
        new LocalEngineOptions
        {
            Slots = slots,
            Workspace = workspace.Path,
            Command = new SelfCommand("/bin/sh", ["-c", script, "fathom"]),
            Poll = TimeSpan.FromMilliseconds(10),
        },
        deaths, TimeProvider.System, TextWriter.Synchronized(log));

    private async Task StopServersAsync()
    {
        await stop.CancelAsync();
        foreach (var (_, running) in engines)
        {
            await running.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private sealed class Deaths : IPilotDeaths
    {
        public ConcurrentDictionary<int, string> Told { get; } = new();

        public Task PilotDiedAsync(string host, int processId, string detail, CancellationToken cancellation)
        {
            Told[processId] = detail;
            return Task.CompletedTask;
        }
    }
}
