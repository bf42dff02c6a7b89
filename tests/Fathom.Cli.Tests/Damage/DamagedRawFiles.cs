using System.Buffers.Binary;
using System.Text.Json;
using Fathom.Cli.Tests.Chaos;
using Fathom.Cli.Tests.Processes;
using Xunit.Abstractions;

namespace Fathom.Cli.Tests.Damage;

/// <summary>Damage of every kind, through the real command and a whole campaign.</summary>
public sealed class DamagedRawFiles(ITestOutputHelper output)
{
    // The sync marker and the place of the length: docs/reference/raw.md.
    private static readonly byte[] SyncMarker = [0xF4, 0x1A, 0x7E, 0x46, 0x52, 0x41, 0x47, 0x9D];
    private const int LengthOffset = 8;

    [Fact]
    public async Task Each_kind_of_damage_ends_its_job_with_file_and_offset_and_keeps_the_whole_events()
    {
        using var folder = new TemporaryFolder();
        string workspace = folder["workspace"];
        Dictionary<string, Damage> damages = await MakeDamagedFiles(folder);
        await FathomCommand.MustRunAsync(folder.Path, "init");
        foreach (string file in damages.Keys)
        {
            await FathomCommand.MustRunAsync(folder.Path, "data", "add", folder[file]);
        }

        await FathomCommand.MustRunAsync(folder.Path, "grl", "add", "all");
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "create", "Damage", "--grl", "all");
        await FathomCommand.MustRunAsync(folder.Path, "campaign", "start", "Damage");
        using (RunningServer server = await RunningServer.StartAsync(workspace, pilots: 2))
        {
            await UntilCompleted(workspace, server);
        }

        JsonElement jobs = (await FathomCommand.MustRunAsync(
            folder.Path, "job", "list", "--transformation", "RAW-RTRAW", "--json")).Json;
        foreach ((string file, Damage damage) in damages)
        {
            MustTell(jobs.EnumerateArray().Single(job => job.GetProperty("section").GetInt32() == damage.Section), file, damage);
        }

        await MustKeepWholeEvents(folder, damages.Values);
    }

    private void MustTell(JsonElement job, string file, Damage damage)
    {
        string detail = job.GetProperty("causeDetail").GetString()!;
        output.WriteLine($"{damage.Kind}: {job.GetProperty("state")} {job.GetProperty("cause")}: {detail}");
        Assert.Equal(damage.WholeEvents == 0 ? "Held" : "Done", job.GetProperty("state").GetString());
        if (damage.Kind != "none")
        {
            Assert.Contains(file, detail, StringComparison.Ordinal);
            Assert.Matches("offset [0-9]+", detail);
        }
    }

    private static async Task MustKeepWholeEvents(TemporaryFolder folder, IEnumerable<Damage> damages)
    {
        JsonElement files = (await FathomCommand.MustRunAsync(folder.Path, "data", "list", "--tier", "miniESD", "--json")).Json;
        foreach (Damage damage in damages.Where(damage => damage.WholeEvents > 0))
        {
            JsonElement file = files.EnumerateArray().Single(file => file.GetProperty("section").GetInt32() == damage.Section);
            Assert.Equal(damage.WholeEvents, file.GetProperty("events").GetInt32());
        }
    }

    private static async Task UntilCompleted(string workspace, RunningServer server) =>
        await Until.TrueAsync(
            () =>
            {
                Assert.False(server.HasEnded, server.Said);
                using var snapshot = new LedgerSnapshot(workspace);
                return snapshot.CampaignState() == "Completed";
            },
            TimeSpan.FromMinutes(4),
            "the campaign has ended");

    private static async Task<Dictionary<string, Damage>> MakeDamagedFiles(TemporaryFolder folder)
    {
        string source = folder["source"];
        await FathomCommand.MustRunAsync(folder.Path, "init", "--workspace", source);
        await FathomCommand.MustRunAsync(
            folder.Path, "simulate", "--workspace", source, "--runs", "1", "--sections", "7", "--pairs", "3", "--singles", "6");
        JsonElement files = (await FathomCommand.MustRunAsync(
            folder.Path, "data", "list", "--tier", "RAW", "--json", "--workspace", source)).Json;
        var damages = new Dictionary<string, Damage>();
        foreach (JsonElement file in files.EnumerateArray())
        {
            string name = Path.GetFileName(file.GetProperty("lfn").GetString()!);
            await FathomCommand.MustRunAsync(
                folder.Path, "data", "get", file.GetProperty("lfn").GetString()!, "--output", folder[name], "--workspace", source);
            damages.Add(name, Damage.Apply(
                folder[name], file.GetProperty("section").GetInt32(), file.GetProperty("events").GetInt32()));
        }

        return damages;
    }

    private sealed record Damage(int Section, string Kind, int WholeEvents)
    {
        public static Damage Apply(string path, int section, int events)
        {
            byte[] bytes = File.ReadAllBytes(path);
            (string kind, byte[] damaged, int whole) = section switch
            {
                1 => ("none", bytes, events),
                2 => ("truncated", bytes[..FragmentAt(bytes, 5)], 5),
                3 => ("a byte flipped", Flip(bytes, FragmentAt(bytes, 4) + 60), events - 1),
                4 => ("a length made huge", HugeLength(bytes, FragmentAt(bytes, 6)), events - 1),
                5 => ("empty", Array.Empty<byte>(), 0),
                6 => ("another kind", "PK\u0003\u0004 this is no RAW file, whatever its name says"u8.ToArray(), 0),
                _ => ("a duplicate event", Duplicate(bytes, 3), events),
            };
            File.WriteAllBytes(path, damaged);
            return new Damage(section, kind, whole);
        }

        /// <summary>Offset of the n-th event fragment: found by the marker that docs/reference/raw.md gives.</summary>
        private static int FragmentAt(byte[] bytes, int n) => Fragments(bytes)[n];

        private static List<int> Fragments(byte[] bytes)
        {
            var offsets = new List<int>();
            for (int at = bytes.AsSpan().IndexOf(SyncMarker); at >= 0;)
            {
                offsets.Add(at);
                int next = bytes.AsSpan(at + SyncMarker.Length).IndexOf(SyncMarker);
                at = next < 0 ? -1 : at + SyncMarker.Length + next;
            }

            return offsets;
        }

        private static byte[] Flip(byte[] bytes, int offset)
        {
            bytes[offset] ^= 0x10;
            return bytes;
        }

        private static byte[] HugeLength(byte[] bytes, int fragment)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(fragment + LengthOffset), 0xFFFF_FFF0);
            return bytes;
        }

        private static byte[] Duplicate(byte[] bytes, int n)
        {
            List<int> fragments = Fragments(bytes);
            byte[] copy = bytes[fragments[n]..fragments[n + 1]];
            return [.. bytes[..fragments[n + 1]], .. copy, .. bytes[fragments[n + 1]..]];
        }
    }
}
