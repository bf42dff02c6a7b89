using Fathom.Root.Columns;
using Fathom.Root.Tests.Expected;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Trees;

public sealed class TreeReaderTests
{
    [Fact]
    public void Any_range_of_entries_is_that_part_of_the_whole_branch()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "root/ttree/uproot-HZZ-zlib.root"));
        TreeReader tree = reader.OpenTree("events");
        Random random = new(3);
        foreach (string name in new[] { "NJet", "Jet_Px", "MET_px", "Muon_Charge" })
        {
            TreeBranch branch = tree.Find(name)!;
            RootColumn whole = branch.Read(0, (int)branch.EntryCount);
            for (int i = 0; i < 20; i++)
            {
                int first = random.Next((int)branch.EntryCount);
                int count = random.Next((int)branch.EntryCount - first);
                RootColumn part = branch.Read(first, count);
                Assert.Equal(count, part.Count);
                for (int row = 0; row < count; row += 1 + (count / 10))
                {
                    Assert.Equal(whole.ToJson(first + row), part.ToJson(row));
                }
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Find("NJet")!.Read(2400, 22));
        Assert.Null(tree.Find("no branch"));
    }

    [Fact]
    public void Every_codec_gives_the_same_values()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        string[] sums = [.. new[] { "zlib", "lz4", "lzma", "zstd" }.Select(codec =>
        {
            using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, $"root/ttree/uproot-HZZ-{codec}.root"));
            return string.Join('\n', Fathom.Root.Scans.FileScan.Of(reader.OpenTree("events")));
        })];
        Assert.All(sums, sum => Assert.Equal(sums[0], sum));
    }

    /// <summary>The figures of the origin's own tests.</summary>
    [Fact]
    public void Real_telescope_events_have_the_hits_and_tracks_that_their_origin_says()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "km3net-events/km3net_offline.root"));
        TreeReader tree = reader.OpenTree("E");
        Assert.Equal([176, 125, 318, 157, 83, 60, 71, 84, 255, 105], Lengths(tree.Find("Evt/hits/hits.id")!));
        Assert.Equal([56, 55, 56, 56, 56, 56, 56, 56, 54, 56], Lengths(tree.Find("Evt/trks/trks.id")!));
        NumberColumn<int> detector = Assert.IsType<NumberColumn<int>>(tree.Find("Evt/det_id")!.Read(0, 10));
        Assert.Equal(-1, detector.Values.IndexOfAnyExcept(44));
    }

    [Fact]
    public void The_columns_of_a_real_file_have_the_sum_that_is_known()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "root/ttree/uproot-Zmumu-uncompressed.root"));
        TreeReader tree = reader.OpenTree("events");
        double sum = 0;
        foreach (string name in new[] { "E1", "px1" })
        {
            foreach (double value in ((NumberColumn<double>)tree.Find(name)!.Read(0, 2304)).Values)
            {
                sum += value;
            }
        }

        Assert.Equal(134734.9767271907, sum, 1e-7);
    }

    [Fact]
    public void Reading_again_into_the_same_column_allocates_nothing_for_an_entry()
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, "root/ttree/uproot-HZZ-objects.root"));
        TreeReader tree = reader.OpenTree("events");
        foreach (string name in new[] { "jetbtag", "muonp4", "MET", "eventweight" })
        {
            TreeBranch branch = tree.Find(name)!;
            RootColumn column = branch.Read(0, 2421);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = branch.Read(0, 2421, column);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // A basket costs a key with its texts; an object for each of the 2421 entries would be 24 bytes at least.
            Assert.InRange(allocated, 0, 4 * 2421);
        }
    }

    private static int[] Lengths(TreeBranch branch)
    {
        ListColumn list = Assert.IsType<ListColumn>(branch.Read(0, (int)branch.EntryCount));
        return [.. Enumerable.Range(0, list.Count).Select(i => list.Offsets[i + 1] - list.Offsets[i])];
    }
}
