using System.Globalization;
using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;

namespace Fathom.Cli.Tests.Campaigns;

/// <summary>The sample of a release, as it is, through the real command.</summary>
public sealed class ReleaseSample
{
    private const string Release = "first-bytes-1";
    private const int Bytes = 16;

    [Fact]
    public async Task The_sample_runs_the_program_of_its_release_which_stays_until_the_campaign_is_archived()
    {
        using var folder = new TemporaryFolder();
        string samples = Path.Combine(FathomCommand.Repository, "samples");
        await CommandSample.MakeDataAsync(folder);
        await FathomCommand.MustRunAsync(folder.Path, "payload", "release", "add", Release, "--from", Path.Combine(samples, "first-bytes"), "--reason", "sample");
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "First", "--file", Path.Combine(samples, "release.yaml"));
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "First");
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
            CommandResult refused = await FathomCommand.RunAsync(folder.Path, "payload", "release", "remove", Release);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("not archived: First", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(FilesOf(folder, "RAW").Select(FirstBytes).Order(), FilesOf(folder, "FIRST-BYTES").Select(file => Line(File.ReadAllText(file))).Order());
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "archive", "First", "--reason", "sample");
        await FathomCommand.MustRunAsync(folder.Path, "payload", "release", "remove", Release);
        using var after = new LedgerSnapshot(folder["workspace"]);
        Assert.Equal(
            ["AddRelease first-bytes-1 sample", "RemoveRelease first-bytes-1 "],
            after.Strings("SELECT kind || ' ' || subject || ' ' || reason FROM operator_action WHERE kind LIKE '%Release' ORDER BY id"));
        Assert.Equal(["names"], Directory.EnumerateFileSystemEntries(folder["workspace/releases"]).Select(Path.GetFileName));
    }

    private static List<string> FilesOf(TemporaryFolder folder, string tier)
    {
        using var snapshot = new LedgerSnapshot(folder["workspace"]);
        IReadOnlyList<string> files = snapshot.Strings(
            $"SELECT s.root || '/' || r.path FROM file f JOIN replica r ON r.file_id = f.id JOIN storage_element s ON s.name = r.se WHERE f.tier = '{tier}' AND r.state = 'Valid'");
        Assert.Equal(2, files.Count);
        return [.. files.Select(path => Path.Combine(folder["workspace"], path))];
    }

    // As od -An -tx1 says them.
    private static string FirstBytes(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] first = new byte[Bytes];
        file.ReadExactly(first);
        return string.Join(' ', first.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static string Line(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
