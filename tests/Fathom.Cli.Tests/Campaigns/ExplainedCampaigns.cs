using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>`fathom campaign explain` beside a server that runs.</summary>
public sealed class ExplainedCampaigns
{
    [Fact]
    public async Task What_the_dispatcher_meets_when_pilots_ask_is_told()
    {
        using var folder = new TemporaryFolder();
        await CommandSample.MakeDataAsync(folder);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "Sums", "--file", CommandSample.File);
        using RunningServer server = await RunningServer.StartAsync(folder["workspace"], pilots: 2, new Dictionary<string, string>());
        // The first job reads for hours, and leaves nothing for the others.
        await FathomCommand.MustRunAsync(folder.Path, "element", "ceiling", "primary", "--read", "20B", "--reason", "a test of patience");
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "Sums");
        await Until.TrueAsync(
            () =>
            {
                Assert.False(server.HasEnded, server.Said);
                CommandResult said = FathomCommand.RunAsync(folder.Path, "campaign", "explain", "Sums").GetAwaiter().GetResult();
                return said.Output.Contains("Storage element primary gives", StringComparison.Ordinal);
            },
            TimeSpan.FromMinutes(1),
            "the load of the element is told");
    }
}
