using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Workspaces;

public sealed class WithdrawnRelease
{
    [Fact]
    public async Task Who_made_published_and_withdrew_a_release_is_in_the_operators_log_and_only_a_reason_withdraws_one()
    {
        using var folder = new TemporaryFolder();
        await FathomCommand.MustRunAsync(folder.Path, "init");
        await FathomCommand.MustRunAsync(folder.Path, "release", "create", "made", "--synthetic", "10", "--reason", "to try it");
        await FathomCommand.MustRunAsync(folder.Path, "release", "publish", "made", "--reason", "the paper is out");
        Assert.Contains("already", (await FathomCommand.MustRunAsync(folder.Path, "release", "publish", "made")).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await FathomCommand.RunAsync(folder.Path, "release", "withdraw", "made")).ExitCode);
        Assert.NotEqual(0, (await FathomCommand.RunAsync(folder.Path, "release", "withdraw", "made", "--reason", " ")).ExitCode);
        await FathomCommand.MustRunAsync(folder.Path, "release", "withdraw", "made", "--reason", "a wrong alignment");
        string log = (await FathomCommand.MustRunAsync(folder.Path, "log", "list", "--json")).Output;
        (string Kind, string Why)[] expected = [("draftPublication", "to try it"), ("makePublic", "the paper is out"), ("withdrawPublication", "a wrong alignment")];
        foreach ((string kind, string why) in expected)
        {
            string line = Assert.Single(log.Split('\n'), one => one.Contains(why, StringComparison.Ordinal));
            Assert.Contains(kind, line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("made 1.0", line, StringComparison.Ordinal);
            Assert.Contains($"user:{Environment.UserName}", line, StringComparison.Ordinal);
        }

        Assert.Single(log.Split('\n'), one => one.Contains("makePublic", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(66, (await FathomCommand.RunAsync(folder.Path, "release", "withdraw", "made", "--reason", "again")).ExitCode);
    }
}
