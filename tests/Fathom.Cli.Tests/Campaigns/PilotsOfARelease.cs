using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>Pilots whose own program is a release, on the nodes of a real Slurm.</summary>
public sealed class PilotsOfARelease(SlurmFixture slurm, ITestOutputHelper output) : IClassFixture<SlurmFixture>
{
    private const string Release = "fathom-26.1";

    [Fact]
    public async Task Nodes_bring_the_pilots_program_once_and_run_a_campaign_without_an_installation_that_they_see()
    {
        if (slurm.Absent is { } reason)
        {
            output.WriteLine($"SKIPPED: {reason}");
            return;
        }

        using var folder = new TemporaryFolder();
        string installed = Path.Combine(folder["home"], ".cache", "fathom", "releases");
        var environment = new Dictionary<string, string>(slurm.Environ) { ["HOME"] = folder["home"] };
        await CommandSample.MakeDataAsync(folder);
        await FathomCommand.MustRunAsync(folder.Path, "payload", "release", "add", Release, "--from", Path.GetDirectoryName(FathomCommand.Binary)!);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "Sums", "--file", CommandSample.File);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "Sums");
        var programs = new HashSet<string>();
        string[] options = ["--slurm", "--slurm-release", Release, "--slurm-poll", "0.25", "--slurm-idle", "2"];
        using (RunningServer server = await RunningServer.StartAsync(folder["workspace"], pilots: 0, environment, options))
        {
            await Until.TrueAsync(
                () =>
                {
                    Assert.False(server.HasEnded, server.Said);
                    programs.UnionWith(ProgramsOfPilots(folder["workspace"]));
                    using var snapshot = new LedgerSnapshot(folder["workspace"]);
                    return snapshot.CampaignState() == "Completed";
                },
                TimeSpan.FromMinutes(3),
                "the campaign has ended");
        }

        string place = Assert.Single(Directory.GetDirectories(installed));
        Assert.NotEmpty(programs);
        Assert.All(programs, program => Assert.StartsWith(place, program, StringComparison.Ordinal));
        await FathomCommand.MustRunAsync(folder.Path, "audit");
    }

    /// <summary>What the pilots of a workspace run, from the processes of this machine, which is the node.</summary>
    private static IEnumerable<string> ProgramsOfPilots(string workspace)
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            string[] words = Words(process);
            if (words.Contains("pilot") && words.Contains(workspace))
            {
                yield return words[0];
            }
        }
    }

    private static string[] Words(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return []; // it has ended
        }
    }
}
