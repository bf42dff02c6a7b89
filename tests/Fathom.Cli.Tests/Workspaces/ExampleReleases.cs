using Fathom.Cli.Tests.Processes;
using Fathom.RealDataFiles;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Workspaces;

public sealed class ExampleReleases(ITestOutputHelper output)
{
    [Fact]
    public async Task An_example_is_made_of_its_data_source_published_at_once_and_stays_when_it_is_asked_for_again()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_voevent.xml", output) is not { } found)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        string mirror = Path.GetDirectoryName(Path.GetDirectoryName(found))!;
        await FathomCommand.MustRunAsync(folder.Path, "init");
        CommandResult made = await FathomCommand.MustRunAsync(folder.Path, "release", "examples", "km3_230213a", "--publish", "--mirror", mirror);
        Assert.Equal("", made.Error);
        Assert.Contains("1 rows, 6 files", made.Output, StringComparison.Ordinal);
        CommandResult again = await FathomCommand.MustRunAsync(folder.Path, "release", "examples", "km3_230213a", "--publish", "--mirror", mirror);
        Assert.Contains("is there already (Published)", again.Output, StringComparison.Ordinal);
        Assert.Contains("km3_230213a,", (await FathomCommand.RunAsync(folder.Path, "release", "examples", "unknown")).Error, StringComparison.Ordinal);
        CommandResult gadf = await FathomCommand.RunAsync(folder.Path, "release", "gadf", "km3_230213a", "--to", folder["gadf"]);
        Assert.Equal((0, 1), (gadf.ExitCode, Directory.GetFiles(folder["gadf"]).Length));
        Assert.Contains("its livetime", gadf.Error, StringComparison.Ordinal);
    }
}
