using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Workspaces;

public sealed class WithdrawnRelease
{
    [Fact]
    public async Task A_release_is_withdrawn_with_a_reason_only_and_the_operators_log_has_it()
    {
        using var folder = new TemporaryFolder();
        await FathomCommand.MustRunAsync(folder.Path, "init");
        await FathomCommand.MustRunAsync(folder.Path, "release", "create", "made", "--synthetic", "10");
        await FathomCommand.MustRunAsync(folder.Path, "release", "publish", "made");
        Assert.NotEqual(0, (await FathomCommand.RunAsync(folder.Path, "release", "withdraw", "made")).ExitCode);
        Assert.NotEqual(0, (await FathomCommand.RunAsync(folder.Path, "release", "withdraw", "made", "--reason", " ")).ExitCode);
        await FathomCommand.MustRunAsync(folder.Path, "release", "withdraw", "made", "--reason", "a wrong alignment");
        string log = (await FathomCommand.MustRunAsync(folder.Path, "log", "list", "--json")).Output;
        Assert.Contains("WithdrawPublication", log, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("a wrong alignment", log, StringComparison.Ordinal);
        Assert.Contains("made 1.0", log, StringComparison.Ordinal);
        Assert.Equal(66, (await FathomCommand.RunAsync(folder.Path, "release", "withdraw", "made", "--reason", "again")).ExitCode);
    }
}
