using System.Diagnostics;
using Fathom.Cli.Commands;
using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>A pilot that is told by SIGTERM to take no further job, while its payload needs minutes yet.</summary>
public sealed class DrainedPilots
{
    // Longer than any command but a pilot may go on after the signal.
    private const int PayloadSeconds = 75;

    [Fact]
    public void Any_command_is_ended_a_minute_after_the_signal_but_a_pilot()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), FathomCommandLine.GraceOf(FathomCommandLine.Create().Parse(["serve"])));
        Assert.Null(FathomCommandLine.GraceOf(FathomCommandLine.Create().Parse(["pilot", "--workspace", "w"])));
    }

    [Fact]
    [Trait("Duration", "Long")]
    public async Task A_pilot_that_drains_finishes_its_payload_however_long_that_takes()
    {
        using var folder = new TemporaryFolder();
        await CommandSample.MakeDataAsync(folder);
        await File.WriteAllTextAsync(folder["long.yaml"], $$"""
            input: [tier = RAW]
            replicate: none
            chain:
              - { step: command, from: RAW, to: SLEPT, command: sleep, arguments: ["{{PayloadSeconds}}"] }
            """);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "Long", "--file", folder["long.yaml"]);
        using RunningServer server = await RunningServer.StartAsync(folder["workspace"], pilots: 0);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "Long", "--force", "its pilot comes by hand");
        Process pilot = FathomCommand.Start(folder.Path, "pilot", "--workspace", folder["workspace"]);
        await Until.TrueAsync(() => Jobs(folder["workspace"]).Contains("Running"), TimeSpan.FromMinutes(1), "a payload runs");

        Process.Start("kill", ["-TERM", $"{pilot.Id}"]).WaitForExit();

        CommandResult ended = await FathomCommand.EndAsync(pilot, ["pilot"]);
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(["Done", "Waiting"], Jobs(folder["workspace"]));
    }

    private static IReadOnlyList<string> Jobs(string workspace)
    {
        using var snapshot = new LedgerSnapshot(workspace);
        return snapshot.Strings("SELECT state FROM job ORDER BY state");
    }
}
