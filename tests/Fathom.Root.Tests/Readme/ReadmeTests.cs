using Fathom.Root.Objects.Histograms;
using Fathom.Root.Tests.Expected;
using Fathom.Root.Tests.Sources;
using Fathom.SourceTrees;

namespace Fathom.Root.Tests.Readme;

public sealed class ReadmeTests
{
    private const string Mark = "// sample: ";

    [Fact]
    public void Every_sample_of_the_README_is_compiled_and_run_here()
    {
        string readme = File.ReadAllText(Room("README.md")).ReplaceLineEndings("\n");
        List<string> blocks = [.. readme.Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)].Trim())];
        List<string> samples = [.. Samples()];
        Assert.NotEmpty(blocks);
        Assert.All(samples, sample => Assert.Contains(blocks, block => block.Contains(sample, StringComparison.Ordinal)));
        foreach (string block in blocks)
        {
            string rest = samples.OrderByDescending(sample => sample.Length).Aggregate(block, (text, sample) => text.Replace(sample, "", StringComparison.Ordinal));
            Assert.Equal("", rest.Trim());
        }
    }

    [Fact]
    public void The_samples_do_what_they_say()
    {
        if (ExpectedFile.Folder is not string data)
        {
            return;
        }

        using TemporaryFolder folder = new();
        string hzz = Path.Combine(data, "root", "ttree", "uproot-HZZ-zlib.root");
        string online = Path.Combine(data, "km3net-events", "km3net_online.root");
        ReadmeSamples.Write(folder["a.root"], new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), [(1, [0.5f]), (2, [])]);
        using (RootFileReader reader = RootFileReader.Open(folder["a.root"]))
        {
            Assert.Equal([1UL, 2UL], reader.OpenNTuple("hits").ReadScalars<ulong>("event"));
        }

        ReadmeSamples.WriteBatches(folder["b.root"], new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), [0, 2, 3], [1, 2, 3], [0, 1, 2], [0, 4, 5, 0]);
        using (RootFileReader reader = RootFileReader.Open(folder["b.root"]))
        {
            Assert.Equal([1f, 2f], reader.OpenNTuple("jagged").ReadVectors<float>("charge")[0]);
            Assert.Equal(2, reader.OpenTree("events").EntryCount);
            Assert.NotNull(Histogram.Of(reader.ReadObject("spectrum")));
        }

        ReadmeSamples.WriteOnline(folder["c.root"], [([1, 2], [3, 4]), ([], []), ([5], [6])]);
        Assert.Equal(2, ReadmeSamples.ReadFriend(folder["c.root"]));
        using (RootFileReader reader = RootFileReader.Open(folder["c.root"]))
        {
            Assert.Equal(["n", "charge", "time"], reader.OpenTree("run7/online/events").Branches.Select(branch => branch.Name));
            Assert.Equal([3d, 4d], Graph.Of(reader.ReadObject("run7/monitor/pulses")).Y);
        }

        Assert.True(double.IsFinite(ReadmeSamples.Columns(hzz)));
        Assert.InRange(ReadmeSamples.Rows(hzz), 1, 1000);
        Assert.NotEqual(0, ReadmeSamples.Structure(Path.Combine(data, "km3net-events", "km3net_offline.root")));
        Assert.NotEqual(0, ReadmeSamples.Objects(Path.Combine(data, "root", "ttree", "uproot-histograms.root")));
        Assert.Equal(0, ReadmeSamples.Chain(Path.Combine(data, "root", "ttree")) % 2421);
        Assert.Equal(96 + 124 + 78, ReadmeSamples.Streamer(online));
        using RangeServer server = new(File.ReadAllBytes(Path.Combine(data, "root", "rntuple", "test_int_float_rntuple_v1-0-0-0.root")));
        using HttpClient client = new();
        Assert.NotEqual(0, ReadmeSamples.Http(server.Uri, client));
    }

    /// <summary>A newcomer finds the chapter of the specification for each file, and no file that is not there.</summary>
    [Fact]
    public void The_map_of_the_room_names_every_file_once()
    {
        HashSet<string> files = [.. Directory.EnumerateFiles(Room("."), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Room("."), path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))];
        List<string> rows = [.. File.ReadLines(Room("SPECIFICATION.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.All(rows, row => Assert.True(row.Split('|').Length >= 4 && row.Split('|')[2].Trim().Length > 0, row));
        List<string> patterns = [.. rows.SelectMany(row => row.Split('|')[1].Split('`').Where((_, place) => place % 2 == 1))];
        Assert.All(patterns, pattern => Assert.Contains(files, file => Fits(file, pattern)));
        Assert.All(files, file => Assert.True(patterns.Any(pattern => Fits(file, pattern)), $"{file} is in no row of SPECIFICATION.md"));
    }

    /// <summary>A file, or a folder whose files are all meant, those of folders below it not.</summary>
    private static bool Fits(string file, string pattern) => file == pattern
        || (pattern.EndsWith('/') && file.StartsWith(pattern, StringComparison.Ordinal) && !file[pattern.Length..].Contains('/', StringComparison.Ordinal));

    private static IEnumerable<string> Samples()
    {
        List<string>? sample = null;
        foreach (string line in File.ReadLines(Path.Combine(SourceTree.Root, "tests", "Fathom.Root.Tests", "Readme", "ReadmeSamples.cs")))
        {
            if (line.Trim().StartsWith(Mark, StringComparison.Ordinal))
            {
                sample = [];
            }
            else if (line.Trim() == "// end")
            {
                yield return Unindented(sample!);
                sample = null;
            }
            else
            {
                sample?.Add(line);
            }
        }
    }

    private static string Unindented(List<string> lines)
    {
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join("\n", lines.Select(line => line.Length > 0 ? line[indent..] : line)).Trim();
    }

    private static string Room(string file) => Path.GetFullPath(Path.Combine(SourceTree.Root, "src", "Fathom.Root", file));
}
