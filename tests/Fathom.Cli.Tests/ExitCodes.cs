using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests;

/// <summary>The codes that docs/reference/exit-codes.md promises.</summary>
public sealed class ExitCodes
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("job show abc")]
    [InlineData("job kill 1")]
    [InlineData("simulate --runs 0")]
    [InlineData("serve --port 99999")]
    [InlineData("data list --limit none")]
    [InlineData("campaign create Both --grl a --telescope-hits b")]
    public async Task A_wrong_command_line_is_64_and_says_where_to_read_on(string line)
    {
        using var folder = new TemporaryFolder();
        CommandResult result = await FathomCommand.RunAsync(folder.Path, line.Split(' '));
        Assert.Equal(64, result.ExitCode);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("job list", 66)]
    [InlineData("audit", 66)]
    [InlineData("serve --port 0", 66)]
    [InlineData("pilot", 66)]
    [InlineData("data add missing.raw", 66)]
    public async Task What_is_not_there_is_66(string line, int code)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(code, (await FathomCommand.RunAsync(folder.Path, line.Split(' '))).ExitCode);
    }

    [Fact]
    public async Task Control_characters_from_outside_never_reach_the_terminal()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = await FathomCommand.RunAsync(folder.Path, "data", "add", "ev\u001b[31mil.json.gz");
        Assert.DoesNotContain('\u001b', result.Error);
    }
}
