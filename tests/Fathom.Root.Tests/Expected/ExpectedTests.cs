using System.Text.Json;
using Fathom.Root.Scans;
using Xunit.Abstractions;

namespace Fathom.Root.Tests.Expected;

/// <summary>Every branch and field of every real file against what an independent reader gets from it.</summary>
public sealed class ExpectedTests(ITestOutputHelper output)
{
    /// <summary>Columns that the other reader could not read: nothing to compare with.</summary>
    private const string NoOracle = "error";

    /// <summary>
    /// Where the other reader is wrong, with what is found instead. A member of an array of records is read there as one
    /// value per entry (the first five of 15). A range of 32 bits has 2^32 − 1 steps, not 2^32: the values written are
    /// multiples of ½, which the other reader misses by more than half a step.
    /// </summary>
    private static readonly string[] s_otherReaderIsWrong =
    [
        "root/rntuple/test_stl_containers_rntuple_v1-0-0-0.root ntuple;1 array_lv.pt: n 5, found 15",
        "root/rntuple/test_stl_containers_rntuple_v1-0-0-0.root ntuple;1 array_lv.eta: n 5, found 15",
        "root/rntuple/test_stl_containers_rntuple_v1-0-0-0.root ntuple;1 array_lv.phi: n 5, found 15",
        "root/rntuple/test_stl_containers_rntuple_v1-0-0-0.root ntuple;1 array_lv.mass: n 5, found 15",
        "root/ttree/uproot-double32-float16.root tree;1 double32_32: first -1.9999999994342215, found -1.9999999992689117",
    ];

    /// <summary>Columns with an oracle, all but the above read as it says.</summary>
    private const int Compared = 2441;

    [Fact]
    public void Every_branch_and_field_reads_as_by_an_independent_reader_or_is_listed()
    {
        if (ExpectedFile.Files is not JsonElement files)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "shared/data is in no folder above the tests");
            return;
        }

        List<string> differences = [];
        int right = 0;
        foreach (JsonProperty file in files.EnumerateObject().Where(file => file.Value.TryGetProperty("trees", out _)))
        {
            using RootFileReader reader = RootFileReader.Open(Path.Combine(ExpectedFile.Folder!, file.Name));
            foreach (JsonProperty tree in file.Value.GetProperty("trees").EnumerateObject())
            {
                right += Compare(reader, file.Name, tree, differences);
            }
        }

        output.WriteLine($"{right} right, {differences.Count} not");
        Assert.Equal(s_otherReaderIsWrong, differences);
        Assert.Equal(Compared - s_otherReaderIsWrong.Length, right);
    }

    private static int Compare(RootFileReader reader, string file, JsonProperty tree, List<string> differences)
    {
        Dictionary<string, ColumnScan> found = [];
        foreach (ColumnScan scan in Scan(reader, tree))
        {
            found.TryAdd(scan.Name, scan);
        }

        int right = 0;
        foreach (JsonProperty branch in tree.Value.GetProperty("branches").EnumerateObject())
        {
            if (branch.Value.TryGetProperty(NoOracle, out _))
            {
                continue;
            }

            string? difference = found.TryGetValue(branch.Name, out ColumnScan? scan) ? Comparison.Of(branch.Value, scan) : "not found";
            if (difference is null)
            {
                right++;
            }
            else
            {
                differences.Add($"{file} {tree.Name} {branch.Name}: {difference}");
            }
        }

        return right;
    }

    private static IEnumerable<ColumnScan> Scan(RootFileReader reader, JsonProperty tree) =>
        tree.Value.GetProperty("class").GetString() == "TTree"
            ? FileScan.Of(reader.OpenTree(tree.Name))
            : FileScan.Of(reader.OpenNTuple(tree.Name));
}
