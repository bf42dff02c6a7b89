using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Fathom.Cli.Tests.Processes;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Chaos;

public sealed class KilledAtRandom(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int Pilots = 3;

    [Fact]
    public Task A_campaign_whose_processes_are_killed_ends_by_itself_with_the_bytes_of_an_undisturbed_one() => KillAndCompare(seed: 26);

    [Theory]
    [Trait("Duration", "Long")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public Task So_does_one_that_is_killed_at_other_instants(int seed) => KillAndCompare(seed);

    private async Task KillAndCompare(int seed)
    {
        using var folder = new TemporaryFolder();
        await Prepare(folder["undisturbed"]);
        await Prepare(folder["killed"]);

        SortedDictionary<string, string> expected = await RunUndisturbed(folder["undisturbed"]);
        HashSet<string> states = await RunKilled(folder["killed"], seed);

        output.WriteLine($"ledger states at the kills: {string.Join(", ", states.Order())}");
        Assert.True(states.Count >= 8, $"The kills hit {states.Count} states only: {string.Join(", ", states)}");
        await MustBeSound(folder["killed"]);
        Assert.Equal(expected, OutputsOf(folder["killed"]));
    }

    private static async Task Prepare(string workspace)
    {
        string parent = Path.GetDirectoryName(workspace)!;
        await FathomCommand.MustRunAsync(parent, "init", "--workspace", workspace);
        await FathomCommand.MustRunAsync(parent, "simulate", "--workspace", workspace,
            "--runs", "2", "--sections", "12", "--pairs", "3", "--singles", "3");
        await FathomCommand.MustRunAsync(parent, "grl", "add", "good", "--workspace", workspace);
        await FathomCommand.MustRunAsync(parent, "campaign", "create", "Chaos", "--grl", "good", "--workspace", workspace);
        await FathomCommand.MustRunAsync(parent, "campaign", "start", "Chaos", "--workspace", workspace);
    }

    private static async Task<SortedDictionary<string, string>> RunUndisturbed(string workspace)
    {
        using RunningServer server = await RunningServer.StartAsync(workspace, Pilots);
        await UntilCompleted(workspace, server);
        return OutputsOf(workspace);
    }

    private async Task<HashSet<string>> RunKilled(string workspace, int seed)
    {
        var random = new Random(seed);
        var states = new HashSet<string>();
        RunningServer server = await RunningServer.StartAsync(workspace, Pilots);
        try
        {
            for (int kill = 0; kill < Kills; kill++)
            {
                await Progress(workspace, random);
                server = await KillOne(workspace, server, random, states);
            }

            await UntilCompleted(workspace, server);
            return states;
        }
        finally
        {
            server.Dispose();
        }
    }

    /// <summary>Lets a random number of events happen, then a random time pass: kills spread over the campaign, however fast it is.</summary>
    private static async Task Progress(string workspace, Random random)
    {
        long target = LastEvent(workspace) + random.Next(1, 20);
        await Until.TrueAsync(() => LastEvent(workspace) >= target, TimeSpan.FromMinutes(2), $"the ledger reaches event {target}");
        await Task.Delay(random.Next(0, 300));
    }

    private static long LastEvent(string workspace)
    {
        using var snapshot = new LedgerSnapshot(workspace);
        return snapshot.LastEvent();
    }

    private async Task<RunningServer> KillOne(string workspace, RunningServer server, Random random, HashSet<string> states)
    {
        int[] pilots;
        using (var before = new LedgerSnapshot(workspace))
        {
            Assert.NotEqual("Completed", before.CampaignState()); // later kills would prove nothing
            pilots = [.. before.LivingPilots().Where(IsAlive)];
        }

        bool killServer = pilots.Length == 0 || random.Next(2) == 0;
        if (killServer)
        {
            await server.KillAsync();
        }
        else
        {
            using Process pilot = Process.GetProcessById(pilots[random.Next(pilots.Length)]);
            pilot.Kill();
        }

        using (var after = new LedgerSnapshot(workspace))
        {
            IReadOnlySet<string> now = after.StatesOnTheWay();
            output.WriteLine($"killed {(killServer ? "the server" : "a pilot")} at: {string.Join(", ", now.Order())}");
            states.UnionWith(now);
        }

        return killServer ? await RunningServer.StartAsync(workspace, Pilots) : server;
    }

    private static async Task UntilCompleted(string workspace, RunningServer server)
    {
        long begin = Stopwatch.GetTimestamp();
        string state = "";
        while (state != "Completed")
        {
            Assert.False(server.HasEnded, server.Said);
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromMinutes(5), "The campaign did not end.\n" + server.Said);
            await Task.Delay(200);
            using var snapshot = new LedgerSnapshot(workspace);
            state = snapshot.CampaignState();
        }
    }

    private static async Task MustBeSound(string workspace)
    {
        CommandResult held = await FathomCommand.MustRunAsync(
            Path.GetDirectoryName(workspace)!, "job", "list", "--state", "Held", "--json", "--workspace", workspace);
        Assert.Equal("[]", held.Output.Trim());
        CommandResult audit = await FathomCommand.RunAsync(
            Path.GetDirectoryName(workspace)!, "audit", "--deep", "--json", "--workspace", workspace);
        JsonElement found = audit.Json;
        foreach (string fault in new[] { "lost", "double", "dark", "corrupt", "mismatched" })
        {
            Assert.True(found.GetProperty(fault).GetInt32() == 0, audit.Output);
        }

        Assert.Equal(0, audit.ExitCode);
    }

    /// <summary>LFN, element → SHA-256 of every valid replica that the campaign made.</summary>
    private static SortedDictionary<string, string> OutputsOf(string workspace)
    {
        using var snapshot = new LedgerSnapshot(workspace);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string row in snapshot.Strings(
            """
            SELECT f.lfn || ' ' || r.se || '|' || e.root || '|' || r.path FROM file f
            JOIN replica r ON r.file_id = f.id AND r.state = 'Valid' JOIN storage_element e ON e.name = r.se
            WHERE f.state = 'Valid'
            """))
        {
            string[] parts = row.Split('|');
            string path = Path.Combine(Path.GetFullPath(parts[1], workspace), parts[2]);
            hashes.Add(parts[0], Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));
        }

        Assert.NotEmpty(hashes);
        return hashes;
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
