using System.Diagnostics;
using System.Text.Json.Nodes;
using Fathom.Cli.Tests.Processes;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Chaos;

public sealed class InterruptedDemo(ITestOutputHelper output)
{
    private static readonly string[] Small =
        ["demo", "--no-serve", "--json", "--pilots", "2", "--runs", "2", "--sections", "3", "--pairs", "3", "--singles", "3"];

    [Fact]
    public async Task A_demo_killed_in_each_of_its_phases_and_started_again_ends_with_the_same_result()
    {
        using var folder = new TemporaryFolder();
        string whole = await Finish(folder, "whole");

        string workspace = folder["interrupted"];
        await KillWhen(folder, () => File.Exists(Path.Combine(workspace, "conditions", "reference-26a.constants")));
        await KillWhen(folder, () => Count(workspace, "SELECT COUNT(*) FROM announced_path") > 0);
        await KillWhen(folder, () => Count(workspace, "SELECT COUNT(*) FROM run") > 0);
        await KillWhen(folder, () => Count(workspace, "SELECT COUNT(*) FROM job WHERE state = 'Running'") > 0);
        await KillWhen(folder, () => Count(workspace, "SELECT COUNT(*) FROM job WHERE state = 'Done'") > 8);
        await KillWhen(folder, () => Count(workspace, "SELECT COUNT(*) FROM transfer") > 0);

        Assert.Equal(whole, await Finish(folder, "interrupted"));
        await FathomCommand.MustRunAsync(folder.Path, "audit", "--deep", "--workspace", workspace);
    }

    /// <summary>Runs the demo to its end; returns its summary without the time that it took.</summary>
    private static async Task<string> Finish(TemporaryFolder folder, string workspace)
    {
        CommandResult result = await FathomCommand.MustRunAsync(folder.Path, [.. Small, "--workspace", workspace]);
        JsonObject summary = JsonNode.Parse(result.Json.GetRawText())!.AsObject();
        summary.Remove("wallSeconds");
        return summary.ToJsonString();
    }

    private async Task KillWhen(TemporaryFolder folder, Func<bool> reached)
    {
        using Process demo = FathomCommand.Start(folder.Path, [.. Small, "--workspace", "interrupted"]);
        demo.OutputDataReceived += (_, _) => { };
        demo.ErrorDataReceived += (_, _) => { };
        demo.BeginOutputReadLine();
        demo.BeginErrorReadLine();
        await Until.TrueAsync(() => demo.HasExited || reached(), TimeSpan.FromMinutes(3), "the demo is in the phase");
        output.WriteLine(demo.HasExited ? "had ended already" : "killed");
        demo.Kill();
        await demo.WaitForExitAsync();
    }

    private static long Count(string workspace, string sql)
    {
        if (!File.Exists(Path.Combine(workspace, "fathom.db")))
        {
            return 0;
        }

        try
        {
            using var snapshot = new LedgerSnapshot(workspace);
            return long.Parse(snapshot.Strings($"SELECT CAST(({sql}) AS TEXT)").Single());
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return 0; // the schema is being made
        }
    }
}
