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

    [Fact]
    public async Task Data_that_cannot_be_had_are_named_with_where_they_come_from_and_the_rest_goes_on()
    {
        if (RealData.Find("km3-230213a/KM3-230213A_voevent.xml", output) is not { } found)
        {
            return;
        }

        // A copy elsewhere, with no network: beside the source tree the program finds data that other tests use.
        using var folder = new TemporaryFolder();
        Copy(Path.GetDirectoryName(FathomCommand.Binary)!, folder["program"]);
        Directory.CreateDirectory(folder["mirror"]);
        Directory.CreateSymbolicLink(Path.Combine(folder["mirror"], "km3-230213a"), Path.GetDirectoryName(found)!);
        Dictionary<string, string> nowhere = new[] { "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy" }.ToDictionary(name => name, _ => "http://127.0.0.1:9");
        Task<CommandResult> RunAsync(params string[] arguments) => FathomCommand.EndAsync(
            FathomCommand.Start(Path.Combine(folder["program"], "fathom.dll"), folder.Path, nowhere, arguments), arguments);
        Assert.Equal(0, (await RunAsync("init")).ExitCode);

        CommandResult none = await RunAsync("release", "examples", "gammacat");
        Assert.Equal((69, ""), (none.ExitCode, none.Output));
        foreach (string told in new[] { "gammacat is skipped, the rest goes on", "gammacat/gammacat.ecsv is not to be had", "https://", "FATHOM_DATA_MIRROR" })
        {
            Assert.Contains(told, none.Error, StringComparison.Ordinal);
        }

        CommandResult some = await RunAsync("release", "examples", "gammacat", "km3_230213a", "--publish", "--mirror", folder["mirror"]);
        Assert.True(some.ExitCode == 1, some.Output + some.Error);
        Assert.Contains("km3_230213a 1.0 is published", some.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("gammacat", (await RunAsync("release", "list")).Output, StringComparison.Ordinal);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".pdb", StringComparison.Ordinal)))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
