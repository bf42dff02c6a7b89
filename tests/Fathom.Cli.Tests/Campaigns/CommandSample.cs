using System.Security.Cryptography;
using System.Text.Json;
using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>The sample of external commands, as it is, through the real command.</summary>
public sealed class CommandSample
{
    /// <summary>The sample's file.</summary>
    public static string File { get; } = Path.Combine(FathomCommand.Repository, "samples", "checksums.yaml");

    [Fact]
    public async Task The_sample_runs_other_programs_over_each_file_and_their_outputs_are_accepted()
    {
        using var folder = new TemporaryFolder();
        await MakeDataAsync(folder);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "Sums", "--file", File);
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "Sums", "--reason", "sample");
        using (RunningServer server = await RunningServer.StartAsync(folder["workspace"], pilots: 1))
        {
            await Until.TrueAsync(
                () =>
                {
                    Assert.False(server.HasEnded, server.Said);
                    using var snapshot = new LedgerSnapshot(folder["workspace"]);
                    return snapshot.CampaignState() == "Completed";
                },
                TimeSpan.FromMinutes(3),
                "the campaign has ended");
        }

        await GetAsync(folder, await OneFileAsync(folder, "RAW"), "raw");
        await GetAsync(folder, await OneFileAsync(folder, "SHA256-short"), "short");
        string expected = Convert.ToHexStringLower(SHA256.HashData(await System.IO.File.ReadAllBytesAsync(folder["raw"])))[..16];
        Assert.Equal(expected, (await System.IO.File.ReadAllTextAsync(folder["short"])).Trim());
        await GetAsync(folder, await OneFileAsync(folder, "NOTHING"), "nothing");
        Assert.Equal(64, new FileInfo(folder["nothing"]).Length);
        await FathomCommand.MustRunAsync(folder.Path, "audit");
    }

    /// <summary>A workspace with two RAW files.</summary>
    internal static async Task MakeDataAsync(TemporaryFolder folder)
    {
        await FathomCommand.MustRunAsync(folder.Path, "init");
        await FathomCommand.MustRunAsync(folder.Path, "simulate", "--runs", "1", "--sections", "2", "--pairs", "1", "--singles", "2");
    }

    private static async Task<string> OneFileAsync(TemporaryFolder folder, string tier)
    {
        JsonElement files = (await FathomCommand.MustRunAsync(folder.Path, "data", "list", "--tier", tier, "--json")).Json;
        Assert.Equal(2, files.GetArrayLength());
        // Their names follow from the input's: the same place is the same input.
        return files.EnumerateArray().Select(file => file.GetProperty("lfn").GetString()!).Order(StringComparer.Ordinal).First();
    }

    private static Task<CommandResult> GetAsync(TemporaryFolder folder, string lfn, string name) =>
        FathomCommand.MustRunAsync(folder.Path, "data", "get", lfn, "--output", folder[name]);
}
