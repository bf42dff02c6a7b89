using System.Diagnostics;
using Fathom.Compute.Engines;
using Fathom.Compute.Engines.Local;
using Fathom.Compute.Payload;
using Fathom.Compute.Pilot;

namespace Fathom.Compute.Tests.Engines;

public sealed class LocalEngineTests : EngineContract
{
    [Fact]
    public async Task The_death_names_the_process_and_its_signal()
    {
        var engine = Start(1, Stays);
        await RunAsync(engine, 1);
        var victim = PilotIdentity.FromName(engine.Pilots[0].Name)!;
        await KillAsync(engine.Pilots[0]);
        await Eventually.IsTrueAsync(() => !Deaths.Told.IsEmpty, "the death is told");
        var death = Deaths.Told.First();
        Assert.Equal((victim.Host, victim.ProcessId), (death.Host!, death.ProcessId!.Value));
        Assert.Contains("signal 9", death.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_death_brings_the_last_words_of_the_pilot_and_of_the_payloads_in_its_scratch()
    {
        var engine = Start(1, $"echo no space left; : > '{Workspace["said"]}'; {Stays}");
        await Eventually.IsTrueAsync(() => File.Exists(Workspace["said"]) && Running(engine) == 1, "it runs");
        var scratch = Path.Combine(Workspace["scratch"], "pilot-" + engine.Pilots[0].Name);
        Directory.CreateDirectory(Path.Combine(scratch, "job-7-2-0a1b"));
        Directory.CreateDirectory(Path.Combine(scratch, "job-x-2-0a1b"));
        File.WriteAllText(Path.Combine(scratch, "job-7-2-0a1b", "payload.log"), "event 17\n");
        await KillAsync(engine.Pilots[0]);
        await Eventually.IsTrueAsync(() => !Deaths.Told.IsEmpty, "the death is told");
        var words = Deaths.Told.First().Words!;
        Assert.Equal("no space left\n", words.Pilot);
        Assert.Equal("event 17\n", Assert.Single(words.Payloads, one => one.Key == (7, 2)).Value);
        Assert.Single(words.Payloads);
    }

    [Fact]
    public async Task What_payloads_of_a_killed_pilot_started_ends_with_it()
    {
        var engine = Start(1, Stays);
        await RunAsync(engine, 1);
        var scratch = Path.Combine(Workspace["scratch"], "pilot-" + engine.Pilots[0].Name);
        var attempt = Directory.CreateDirectory(Path.Combine(scratch, "job-7-2-0a1b")).FullName;
        using var works = Sleeper(attempt, attempt);
        using var elsewhere = Sleeper("/", attempt);
        using var stranger = Sleeper("/", Workspace.Path);
        await KillAsync(engine.Pilots[0]);
        await Eventually.IsTrueAsync(() => works.HasExited && elsewhere.HasExited && !Directory.Exists(scratch), "they end, and their scratch goes");
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    private static Process Sleeper(string folder, string temporary)
    {
        var start = new ProcessStartInfo("setsid", ["sleep", "600"]) { WorkingDirectory = folder };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }

    [Fact]
    public async Task Ended_pilots_leave_neither_records_nor_secrets()
    {
        var engine = Start(2, Stays);
        await RunAsync(engine, 2);
        await engine.DrainAsync(TimeSpan.FromSeconds(30), default);
        Assert.Empty(new PilotRecords(Workspace.Path).OfThisMachine());
        Assert.Empty(new SecretFolder(Workspace.Path, "local", Tokens).Submissions);
    }

    [Fact]
    public async Task An_engine_that_cannot_start_pilots_now_tries_again_and_starts_them_once_it_can()
    {
        File.WriteAllText(Workspace["scratch"], "no folder for logs can be made here");
        var engine = Start(2, Stays);
        await Eventually.IsTrueAsync(() => Log.ToString().Contains("Next start in", StringComparison.Ordinal), "the fault is noted");
        Assert.Contains("scratch", engine.Trouble, StringComparison.Ordinal);
        File.Delete(Workspace["scratch"]);
        await RunAsync(engine, 2);
        Assert.Null(engine.Trouble);
    }

    [Fact]
    public async Task A_pilot_whose_record_cannot_be_written_is_counted_all_the_same()
    {
        Directory.CreateDirectory(Workspace["run"]);
        File.WriteAllText(Workspace["run/pilots"], "no record can be written here");
        var engine = Start(1, Stays);
        await Eventually.IsTrueAsync(() => Log.ToString().Contains("Next start in", StringComparison.Ordinal), "the fault is noted");
        Assert.Single(engine.Pilots);
        File.Delete(Workspace["run/pilots"]);
        await Task.Delay(700);
        Assert.Single(engine.Pilots);
    }

    [Fact]
    public void The_wait_between_failing_starts_doubles_up_to_its_limit()
    {
        var options = new LocalEngineOptions { Pilot = Invocation("x") };
        Assert.Equal([0, 0.5, 1, 2, 30, 30], new[] { 0, 1, 2, 3, 10, 1000 }.Select(failures => options.WaitAfter(failures).TotalSeconds));
    }

    protected override IEngine Build(string script) => new LocalEngine(
        new LocalEngineOptions { Pilot = Invocation(script), Poll = TimeSpan.FromMilliseconds(10) },
        new SecretFolder(Workspace.Path, "local", Tokens), Deaths, TimeProvider.System, TextWriter.Synchronized(Log));

    protected override Task KillAsync(PilotSlot slot)
    {
        Process.GetProcessById(PilotIdentity.FromName(slot.Name)!.ProcessId).Kill();
        return Eventually.IsTrueAsync(() => !PilotIdentity.FromName(slot.Name)!.IsAlive, "it is dead");
    }

    private PilotInvocation Invocation(string script) => new()
    {
        Command = new SelfCommand("/bin/sh", ["-c", script, "fathom"]),
        Workspace = Workspace.Path,
        Engine = "local",
    };
}
