using Fathom.Cli.Tests.Processes;
using Fathom.RealDataFiles;
using Fathom.Vo.Releases;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>What a campaign made becomes a release, through the real command.</summary>
public sealed class ReleaseOfDataset(ITestOutputHelper output)
{
    private const string Mini = """
        version: "1.0"
        title: Events
        authors: [a]
        abstract: b
        licence: CC0-1.0
        row_number: id
        lacks: {positions: A scintillator sees no direction.}
        """;

    [Fact]
    [Trait("Duration", "Long")]
    public async Task The_files_of_a_dataset_become_rows_with_their_campaign_and_conditions_tag()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output) is not { } hits)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        await FathomCommand.MustRunAsync(
            folder.Path, "demo", "--no-serve", "--json", "--pilots", "2", "--runs", "1", "--sections", "2", "--pairs", "1", "--singles", "3", "--mirror", Path.GetDirectoryName(Path.GetDirectoryName(hits))!);
        await FathomCommand.MustRunAsync(
            folder.Path, "release", "create", "telescope", "--from", "tier = TelescopeReduced and campaign = 'KM3-230213A'",
            "--describe", Path.Combine(FathomCommand.Repository, "samples", "releases", "telescope_reduced.yaml"));
        using (ReleaseTable telescope = ReleaseTable.Open(folder["workspace/publications/draft/telescope-1.0.release"]))
        {
            Assert.True(telescope.Rows >= 1);
            Assert.Equal("KM3-230213A", telescope.Release!.Provenance!.Campaign);
            Assert.Equal("tier = TelescopeReduced and campaign = KM3-230213A", telescope.Release.Provenance.Dataset);
            Assert.InRange(telescope.Numbers<double>(telescope.RightAscension, 0, 1)[0], 92, 97);
        }

        await File.WriteAllTextAsync(folder["mini.yaml"], Mini);
        await FathomCommand.MustRunAsync(folder.Path, "release", "create", "mini", "--from", "tier = miniESD and campaign = Demo26A", "--describe", "mini.yaml");
        using (ReleaseTable mini = ReleaseTable.Open(folder["workspace/publications/draft/mini-1.0.release"]))
        {
            Assert.True(mini.Rows > 2);
            Assert.False(string.IsNullOrEmpty(mini.Release!.Provenance!.ConditionsTag));
            Assert.True(mini.Release.Livetime > 0);
        }

        Assert.Empty(Directory.EnumerateDirectories(folder["workspace/scratch"], "release-*"));
        CommandResult raw = await FathomCommand.RunAsync(folder.Path, "release", "create", "raw", "--from", "tier = RAW", "--describe", "mini.yaml");
        Assert.Equal((64, true), (raw.ExitCode, raw.Error.Contains("not RAW", StringComparison.Ordinal)));
    }
}
