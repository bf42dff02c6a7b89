using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>Campaigns of external commands that are not to be, through the real command; all in one workspace.</summary>
public sealed class CommandCampaigns : IAsyncLifetime, IDisposable
{
    private static readonly (string There, string Wrong, string Said)[] Wrongs =
    [
        ("step: noop", "step: nothing", "chain, step 3"),
        ("size: 64", "arguments: [x]", "'arguments'"),
        ("to: SHA256\n", "\n", "'to'"),
        ("DIGITS:", "1DIGITS:", "variable"),
        ("wall-seconds: 3600", "wall-seconds: 0", "limits above 0"),
        ("    limits: { wall", "    expected-seconds: -1\n    limits: { wall", "'expected-seconds' above 0"),
        ("output: \"{stem}.sha256\"", "output: \"../{stem}\"", "without folders"),
        ("from: SHA256-short", "from: RTRAW", "takes RTRAW"),
        ("  - step: noop", "  - steps: noop", "steps"),
        ("size: 64", "release: x", "'release'"),
        ("replicate: none", "logs: { good-days: -1 }", "'good-days' of 0 to"),
    ];

    private readonly TemporaryFolder folder = new();

    public Task InitializeAsync() => CommandSample.MakeDataAsync(folder);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_payload_that_fails_its_self_test_keeps_its_campaign_from_starting_and_is_not_forced()
    {
        await RefusedAsync("Missing", "command: sha256sum", "command: no-such-program", "CommandNotFound");
        await RefusedAsync("Unwell", "\"--version\"", "\"--no-such-option\"", "it ended with 1");
    }

    [Fact]
    public async Task A_chain_that_is_misdescribed_is_refused_with_its_place()
    {
        foreach ((string there, string wrong, string said) in Wrongs)
        {
            CommandResult refused = await FathomCommand.RunAsync(
                folder.Path, "campaign", "create", "Wrong", "--file", await ChangedAsync(there, wrong));
            Assert.NotEqual(0, refused.ExitCode);
            Assert.Contains(said, refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_release_that_there_is_not_keeps_its_campaign_from_being_made_and_a_missing_archive_from_starting()
    {
        string sample = Path.Combine(FathomCommand.Repository, "samples", "release.yaml");
        CommandResult unknown = await FathomCommand.RunAsync(folder.Path, "campaign", "create", "First", "--file", sample);
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.Contains("fathom payload release list", unknown.Error, StringComparison.Ordinal);
        string files = Path.Combine(FathomCommand.Repository, "samples", "first-bytes");
        await FathomCommand.MustRunAsync(folder.Path, "payload", "release", "add", "first-bytes-1", "--from", files);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "First", "--file", sample);
        string hash = (await FathomCommand.MustRunAsync(folder.Path, "payload", "release", "list", "--json")).Json[0].GetProperty("sha256").GetString()!;
        string archive = Path.Combine(folder["workspace"], "releases", hash);
        File.Move(archive, archive + ".away");
        CommandResult missing = await FathomCommand.RunAsync(folder.Path, "campaign", "start", "First");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("ReleaseMissing", missing.Error, StringComparison.Ordinal);
        File.Move(archive + ".away", archive);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "First"); // its self-test ran from the release
    }

    [Fact]
    [Trait("Duration", "Long")]
    public async Task Jobs_are_killed_by_filter_only_after_their_number_was_said_and_with_yes()
    {
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "Sums", "--file", CommandSample.File);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "Sums");
        CommandResult said = await FathomCommand.RunAsync(folder.Path, "job", "kill", "--campaign", "Sums", "--reason", "superseded");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("2 jobs would be killed", said.Output, StringComparison.Ordinal);
        Assert.Equal(0, await KilledAsync());
        CommandResult done = await FathomCommand.MustRunAsync(folder.Path, "job", "kill", "--campaign", "Sums", "--reason", "superseded", "--yes");
        Assert.Equal(2, await KilledAsync());
        string action = done.Output.Split("action ")[1].Split(':')[0];
        await FathomCommand.MustRunAsync(folder.Path, "log", "undo", action, "--reason", "it was right");
        Assert.Equal(0, await KilledAsync());
        Assert.Equal(64, (await FathomCommand.RunAsync(folder.Path, "job", "kill", "--reason", "all of it", "--yes")).ExitCode);
    }

    private async Task<int> KilledAsync() =>
        (await FathomCommand.MustRunAsync(folder.Path, "job", "list", "--state", "Killed", "--json")).Json.GetArrayLength();

    private async Task RefusedAsync(string name, string there, string wrong, string said)
    {
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", name, "--file", await ChangedAsync(there, wrong));
        CommandResult refused = await FathomCommand.RunAsync(folder.Path, "campaign", "start", name, "--force", "all the same");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("PayloadFailsSelfTest", refused.Error, StringComparison.Ordinal);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
    }

    private async Task<string> ChangedAsync(string there, string wrong)
    {
        string text = await File.ReadAllTextAsync(CommandSample.File);
        Assert.Contains(there, text, StringComparison.Ordinal);
        string path = folder[$"{Guid.NewGuid():N}.yaml"];
        await File.WriteAllTextAsync(path, text.Replace(there, wrong, StringComparison.Ordinal));
        return path;
    }
}
