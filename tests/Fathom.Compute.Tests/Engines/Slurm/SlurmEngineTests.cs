using Fathom.Compute.Engines;
using Fathom.Compute.Engines.Slurm;
using Fathom.Compute.Payload;
using Xunit.Abstractions;

namespace Fathom.Compute.Tests.Engines.Slurm;

/// <summary>The contract kit on a real Slurm, and what only a batch system does.</summary>
[Collection(SlurmTests.Name)]
public sealed class SlurmEngineTests(SlurmFixture slurm, ITestOutputHelper output) : EngineContract
{
    [Fact]
    public async Task A_time_limit_is_told_as_such()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(1, Stays);
        await RunAsync(engine, 1);
        slurm.Command("scontrol", "update", $"JobId={engine.Pilots[0].Name}", "TimeLimit=0:01");
        slurm.Command("scontrol", "update", $"JobId={engine.Pilots[0].Name}", "EndTime=now");
        await Eventually.IsTrueAsync(() => !Deaths.Told.IsEmpty, "the end is told");
        Assert.Equal(PilotCauses.TimeLimit, Deaths.Told.First().Cause);
    }

    [Fact]
    public async Task A_pilot_that_the_warning_of_its_time_limit_kills_is_told_as_such_by_queue_and_accounting()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(1, Stays);
        await RunAsync(engine, 1);
        var job = engine.Pilots[0].Name;
        slurm.Command("scontrol", "update", $"JobId={job}", "TimeLimit=1"); // less than the warning comes before it
        await Eventually.IsTrueAsync(() => !Deaths.Told.IsEmpty || Warned(job), "the end is told");
        Assert.Equal(PilotCauses.TimeLimit, Deaths.Told.First().Cause);
        Assert.Contains("FAILED", Deaths.Told.First().Detail, StringComparison.Ordinal);
        var name = slurm.Command("squeue", "--noheader", "--states=all", $"--jobs={job}", "--format=%j").Trim();
        var commands = new SlurmCommands(TimeSpan.FromSeconds(30), TimeProvider.System, slurm.Environ);
        await Eventually.IsTrueAsync(() => Accounted(commands, name, job) is { Exit.IsByTermination: true, Limit.TotalMinutes: 1 }, "the accounting knows it");
    }

    // The warning itself comes with Slurm's next round only; one that comes before the job has its first process is lost.
    private bool Warned(string job)
    {
        slurm.Command("scancel", "--batch", "--signal=TERM", job);
        return false;
    }

    [Fact]
    public async Task A_pilot_that_somebody_cancels_is_told_as_such_and_replaced()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(1, Stays);
        await RunAsync(engine, 1);
        slurm.Command("scancel", engine.Pilots[0].Name);
        await Eventually.IsTrueAsync(() => !Deaths.Told.IsEmpty, "the end is told");
        Assert.Equal(PilotCauses.Cancelled, Deaths.Told.First().Cause);
        await RunAsync(engine, 1);
    }

    [Fact]
    public async Task What_is_queued_in_vain_is_withdrawn()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(12, Stays); // of eight CPUs
        await Eventually.IsTrueAsync(() => Running(engine) == 8 && engine.Pilots.Count == 12, "eight run, four wait");
        engine.Resize(8);
        await Eventually.IsTrueAsync(() => engine.Pilots.Count == 8, "the four are withdrawn");
        Assert.Equal(8, Running(engine));
        Assert.All(Deaths.Told, death => Assert.Equal(PilotCauses.Cancelled, death.Cause));
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_said_clearly_and_asked_for_with_growing_pauses()
    {
        if (!IsPresent())
        {
            return;
        }
        partition = "nowhere";
        var engine = Start(1, Stays);
        await Eventually.IsTrueAsync(() => Log.ToString().Contains("--slurm-partition", StringComparison.Ordinal), "it says what to do");
        Assert.Empty(engine.Pilots);
        Assert.Contains("--slurm-partition", engine.Trouble, StringComparison.Ordinal);
        Assert.Empty(new SecretFolder(Workspace.Path, "slurm", Tokens).Submissions);
        engine.Resize(0);
    }

    [Fact]
    public async Task Neither_script_nor_options_nor_environment_of_the_job_hold_the_secret()
    {
        if (!IsPresent())
        {
            return;
        }
        var engine = Start(1, Stays);
        await RunAsync(engine, 1);
        var secrets = new SecretFolder(Workspace.Path, "slurm", Tokens);
        var secret = File.ReadAllText(secrets.FileOf(secrets.Submissions[0], 0)).Trim();
        var job = engine.Pilots[0].Name;
        var told = slurm.Command("scontrol", "write", "batch_script", job.Split('_')[0], "-") + slurm.Command("scontrol", "show", "job", job);
        Assert.Contains("--secret-file", told, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
    }

    private static SlurmElement? Accounted(SlurmCommands commands, string name, string job) => commands
        .AccountAsync(name, TimeProvider.System.GetUtcNow().AddHours(-1), default).GetAwaiter().GetResult().FirstOrDefault(element => element.Id == job);

    private string? partition;

    protected override bool IsPresent()
    {
        if (slurm.Absent is { } reason)
        {
            output.WriteLine($"SKIPPED: {reason}");
        }
        return slurm.Absent is null;
    }

    protected override IEngine Build(string script) => new SlurmEngine(
        new SlurmEngineOptions
        {
            Pilot = new PilotInvocation { Command = new SelfCommand("/bin/sh", ["-c", script, "fathom"]), Workspace = Workspace.Path, Engine = "slurm" },
            WorkspaceId = Path.GetFileName(Workspace.Path),
            Partition = partition,
            Poll = TimeSpan.FromMilliseconds(250),
            Missing = TimeSpan.FromSeconds(30),
        },
        new SlurmCommands(TimeSpan.FromSeconds(30), TimeProvider.System, slurm.Environ),
        new SecretFolder(Workspace.Path, "slurm", Tokens), Deaths, TimeProvider.System, TextWriter.Synchronized(Log));

    protected override async Task KillAsync(PilotSlot slot)
    {
        slurm.Command("scancel", "--full", "--signal=KILL", slot.Name);
        await Eventually.IsTrueAsync(
            () => slurm.Command("squeue", "--noheader", "--states=all", $"--jobs={slot.Name}", "--format=%T").Trim() is "FAILED" or "CANCELLED",
            "it is dead");
    }
}
