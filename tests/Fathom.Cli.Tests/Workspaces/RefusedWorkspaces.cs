using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Workspaces;

public sealed class RefusedWorkspaces(ITestOutputHelper output)
{
    [Fact]
    public async Task A_second_server_on_a_workspace_is_refused_and_told_who_holds_it()
    {
        using var folder = new TemporaryFolder();
        await FathomCommand.MustRunAsync(folder.Path, "init");
        using RunningServer first = await RunningServer.StartAsync(folder["workspace"], pilots: 0);

        CommandResult second = await FathomCommand.RunAsync(folder.Path, "serve", "--port", "0", "--pilots", "0");

        Assert.Equal(ExitCode.InUse, second.ExitCode);
        Assert.Contains($"{first.ProcessId}", second.Error, StringComparison.Ordinal);
        Assert.False(first.HasEnded, first.Said);
    }

    [Fact]
    public async Task A_read_only_workspace_is_refused_by_a_server_and_can_still_be_read()
    {
        using var folder = new TemporaryFolder();
        (SmallDisk? disk, string reason) = SmallDisk.TryMount(folder["disk"], 64);
        if (MustSkip(disk, reason))
        {
            return;
        }

        using (disk)
        {
            string workspace = Path.Combine(disk!.Path, "workspace");
            await FathomCommand.MustRunAsync(folder.Path, "init", "--workspace", workspace);
            disk.MakeReadOnly();

            CommandResult server = await FathomCommand.RunAsync(
                folder.Path, "serve", "--workspace", workspace, "--port", "0", "--pilots", "0");
            Assert.Equal(ExitCode.InputOutput, server.ExitCode);
            Assert.Contains("read-only", server.Error, StringComparison.OrdinalIgnoreCase);

            await FathomCommand.MustRunAsync(folder.Path, "job", "list", "--workspace", workspace);
        }
    }

    [Fact]
    public async Task A_full_disk_ends_with_a_clear_message_and_what_was_acknowledged_is_there_afterwards()
    {
        using var folder = new TemporaryFolder();
        (SmallDisk? disk, string reason) = SmallDisk.TryMount(folder["disk"], 24);
        if (MustSkip(disk, reason))
        {
            return;
        }

        using (disk)
        {
            string workspace = Path.Combine(disk!.Path, "workspace");
            await FathomCommand.MustRunAsync(folder.Path, "init", "--workspace", workspace);

            // Forty sections need several times the disk: it fills while they are written.
            CommandResult full = await FathomCommand.RunAsync(folder.Path, "simulate", "--workspace", workspace, "--runs", "4", "--sections", "10");
            output.WriteLine(full.Error);
            Assert.Equal(ExitCode.InputOutput, full.ExitCode);
            Assert.Contains("full", full.Error, StringComparison.OrdinalIgnoreCase);

            CommandResult audit = await FathomCommand.RunAsync(folder.Path, "audit", "--deep", "--json", "--workspace", workspace);
            Assert.Equal(0, audit.Json.GetProperty("lost").GetInt32());
            Assert.Equal(0, audit.Json.GetProperty("corrupt").GetInt32());
        }
    }

    [Fact]
    public async Task A_folder_without_a_workspace_is_named_and_the_way_to_make_one_is_told()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = await FathomCommand.RunAsync(folder.Path, "job", "list");
        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Contains("fathom init", result.Error, StringComparison.Ordinal);
    }

    private bool MustSkip(SmallDisk? disk, string reason)
    {
        if (disk is not null)
        {
            return false;
        }

        output.WriteLine($"Skipped: {reason}");
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true" && Environment.UserName == "root", reason);
        return true;
    }
}
