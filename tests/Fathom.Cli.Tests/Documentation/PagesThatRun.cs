using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fathom.Cli.Tests.Processes;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Documentation;

/// <summary>Every shell block of the pages is run, as a reader would.</summary>
public sealed partial class PagesThatRun(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_command_of_the_tutorial_runs_and_the_demo_says_what_the_tutorial_promises()
    {
        using var folder = new TemporaryFolder();
        await RunPage(folder, Path.Combine("tutorial", "demo.md"));

        using JsonDocument document = JsonDocument.Parse(File.ReadLines(folder["summary.json"]).Last());
        JsonElement summary = document.RootElement;
        output.WriteLine(summary.ToString());
        Assert.Equal(8, summary.GetProperty("runs").GetInt32());
        Assert.Equal(6, summary.GetProperty("goodRuns").GetInt32());
        Assert.True(summary.GetProperty("jobs").GetProperty("Done").GetInt32() >= 180);
        Assert.True(summary.GetProperty("events").GetInt32() >= 4000);
        Assert.Equal(60, summary.GetProperty("files").GetProperty("miniESD").GetInt32());
        Assert.True(summary.GetProperty("replicas").GetInt32() >= 60);
        Assert.True(summary.GetProperty("ibdPairs").GetInt32() > 500);
        Assert.True(new FileInfo(folder["mini.root"]).Length > 1000);
    }

    [Fact]
    public async Task Every_command_of_the_how_to_of_a_held_job_runs()
    {
        using var folder = new TemporaryFolder();
        string said = await RunPage(folder, Path.Combine("how-to", "a-job-is-held.md"));
        Assert.Contains("RawFileEmpty", said, StringComparison.Ordinal);
        Assert.Contains("still empty", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_of_the_how_to_of_storage_that_is_away_runs_and_no_job_is_held()
    {
        using var folder = new TemporaryFolder();
        string said = await RunPage(folder, Path.Combine("how-to", "storage-is-away.md"));
        Assert.Contains("the audit says what is away", said, StringComparison.Ordinal);
        Assert.Matches(@"Done +6\b", said);
        Assert.DoesNotContain("Held", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_of_the_how_to_of_alerts_runs_and_its_file_changes_the_rules()
    {
        using var folder = new TemporaryFolder();
        string said = await RunPage(folder, Path.Combine("how-to", "alerts.md"));
        Assert.Contains("above 100", said, StringComparison.Ordinal);
        Assert.Equal(1, said.Split("eta-slipped").Length - 1);
    }

    [Fact]
    public async Task Every_command_of_the_how_to_of_backups_runs_and_a_restore_leaves_the_other_database_behind()
    {
        using var folder = new TemporaryFolder();
        string said = await RunPage(folder, Path.Combine("how-to", "use-postgresql.md"));
        Assert.Contains("fathom.1.db", said, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["before.db"]));
    }

    private Task<string> RunPage(TemporaryFolder folder, string name)
    {
        File.CreateSymbolicLink(folder["fathom"], Path.Combine(FathomCommand.Repository, "fathom"));
        string page = File.ReadAllText(Path.Combine(FathomCommand.Repository, "docs", name));
        string script = "set -euo pipefail\n" + string.Join('\n', ShellBlock().Matches(page).Select(block => block.Groups[1].Value));
        return RunScript(folder.Path, script);
    }

    private async Task<string> RunScript(string folder, string script)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-c", script },
        };
        using Process bash = Process.Start(start)!;
        Task<string> said = bash.StandardOutput.ReadToEndAsync();
        Task<string> complained = bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        output.WriteLine(await said);
        output.WriteLine(await complained);
        Assert.Equal(0, bash.ExitCode);
        return await said;
    }

    [GeneratedRegex("^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
