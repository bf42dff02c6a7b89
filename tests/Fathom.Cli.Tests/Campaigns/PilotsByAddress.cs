using System.Diagnostics;
using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>A pilot that knows its server by address, and nothing of the workspace but the secret that was brought to it.</summary>
public sealed class PilotsByAddress
{
    private const int UsageError = 64;

    [Fact]
    public async Task A_pilot_far_from_the_workspace_works_off_a_campaign_and_ends_when_it_is_idle()
    {
        using var folder = new TemporaryFolder();
        await CommandSample.MakeDataAsync(folder);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "Sums", "--file", CommandSample.File);
        string secret = folder["carried.secret"];
        File.Copy(folder["workspace/secrets/bootstrap.secret"], secret);
        Directory.CreateDirectory(folder["node"]);
        using RunningServer server = await RunningServer.StartAsync(
            folder["workspace"], pilots: 0, new Dictionary<string, string>(), "--published", "https://archive.example.org/fathom");
        using Process pilot = FathomCommand.Start(
            folder["node"], "pilot", "--server", server.Address.ToString(), "--secret-file", secret, "--engine", "hand", "--idle", "60");
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "Sums", "--force", "its pilot comes by hand");
        await Until.TrueAsync(
            () =>
            {
                Assert.False(server.HasEnded, server.Said);
                using var snapshot = new LedgerSnapshot(folder["workspace"]);
                return snapshot.CampaignState() == "Completed";
            },
            TimeSpan.FromMinutes(3),
            "the campaign has ended");
        pilot.Kill();
        await FathomCommand.EndAsync(pilot, []);
        await FathomCommand.MustRunAsync(folder.Path, "audit");
    }

    [Theory]
    [InlineData("pilot", "--server", "somewhere")]
    [InlineData("pilot", "--server", "ftp://host/")]
    [InlineData("serve", "--published", "/here")]
    public async Task An_address_of_another_kind_is_a_usage_error(string command, string option, string value)
    {
        using var folder = new TemporaryFolder();
        CommandResult refused = await FathomCommand.RunAsync(folder.Path, command, option, value);
        Assert.Equal(UsageError, refused.ExitCode);
        Assert.Contains("expected an address that begins with http:// or https://", refused.Error, StringComparison.Ordinal);
    }
}
