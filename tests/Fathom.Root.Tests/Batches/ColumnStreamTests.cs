using Fathom.Root.Batches;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Tests.Expected;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Batches;

public sealed class ColumnStreamTests
{
    private const int Entries = 30_000;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(20_000, 2)]
    [InlineData(1 << 20, 3)]
    [InlineData(1 << 28, 2)]
    public void Batches_of_an_RNTuple_give_every_entry_once_and_in_order(int batchBytes, int threads)
    {
        using TemporaryFolder folder = new();
        string path = Written(folder);
        using RootFileReader reader = RootFileReader.Open(path);
        NTupleReader ntuple = reader.OpenNTuple("events");
        long first = batchBytes == 1 ? Entries - 500 : 0;
        long next = first;
        using ColumnStream stream = ntuple.Stream(["number", "list", "name"], first, options: new BatchOptions { BatchBytes = batchBytes, Threads = threads });
        foreach (ColumnBatch batch in stream)
        {
            Assert.Equal(next, batch.FirstEntry);
            Check(batch);
            next += batch.Count;
        }

        Assert.Equal(Entries, next);
    }

    [Fact]
    public void Columns_of_a_stream_that_is_given_back_are_empty_and_the_next_stream_has_its_own_values()
    {
        using TemporaryFolder folder = new();
        using RootFileReader reader = RootFileReader.Open(Written(folder));
        NTupleReader ntuple = reader.OpenNTuple("events");
        List<RootColumn> kept = [];
        using (ColumnStream stream = ntuple.Stream(["number", "list", "name"]))
        {
            kept.AddRange(stream.SelectMany(batch => new[] { batch["number"], batch["list"], batch["name"] }));
        }

        Assert.NotEmpty(kept);
        Assert.All(kept, column => Assert.Equal(0, column.Count));
        using ColumnStream first = ntuple.Stream(["number", "list", "name"]);
        using ColumnStream second = ntuple.Stream(["number", "list", "name"]);
        foreach ((ColumnBatch one, ColumnBatch other) in first.Zip(second))
        {
            Check(one);
            Check(other);
        }
    }

    [Fact]
    public void Chosen_entries_are_read_and_no_others()
    {
        using TemporaryFolder folder = new();
        using RootFileReader reader = RootFileReader.Open(Written(folder));
        NTupleReader ntuple = reader.OpenNTuple("events");
        using ColumnStream stream = ntuple.Stream(["number"], 12_345, 678, new BatchOptions { BatchBytes = 1000 });
        List<int> numbers = [];
        foreach (ColumnBatch batch in stream)
        {
            numbers.AddRange(batch.Numbers<int>("number").ToArray());
        }

        Assert.Equal(Enumerable.Range(12_345, 678), numbers);
        Assert.Throws<ArgumentOutOfRangeException>(() => ntuple.Stream(["number"], Entries, 1));
        using ColumnStream none = ntuple.Stream(["number"], Entries, 0);
        Assert.Empty(none);
    }

    [Theory]
    [InlineData("root/ttree/uproot-HZZ-zlib.root", "events", "Jet_Px", "NJet")]
    [InlineData("root/ttree/uproot-HZZ-lz4.root", "events", "Muon_E", "NMuon")]
    public void Batches_of_a_tree_have_as_many_items_as_the_counter_says(string name, string tree, string list, string counter)
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, name));
        TreeReader open = reader.OpenTree(tree);
        ListColumn whole = (ListColumn)open.Find(list)!.Read(0, (int)open.EntryCount);
        foreach (int bytes in new[] { 1, 5000, 1 << 20 })
        {
            int items = 0;
            using ColumnStream stream = open.Stream([list, counter], options: new BatchOptions { BatchBytes = bytes, Threads = 2 });
            foreach (ColumnBatch batch in stream)
            {
                JaggedSpan<float> lists = batch.Lists<float>(list);
                ReadOnlySpan<int> counts = batch.Numbers<int>(counter);
                for (int i = 0; i < batch.Count; i++)
                {
                    Assert.Equal(counts[i], lists[i].Length);
                }

                Assert.Equal(((NumberColumn<float>)whole.Items).Values.Slice(items, lists.Values.Length).ToArray(), lists.Values.ToArray());
                items += lists.Values.Length;
            }

            Assert.Equal(whole.Items.Count, items);
        }
    }

    [Fact]
    public void Leaving_early_ends_the_threads_and_the_file_can_be_closed()
    {
        using TemporaryFolder folder = new();
        using RootFileReader reader = RootFileReader.Open(Written(folder));
        for (int i = 0; i < 20; i++)
        {
            using ColumnStream stream = reader.OpenNTuple("events").Stream(["number", "list"], options: new BatchOptions { BatchBytes = 2000, Threads = 3 });
            Assert.Equal(0, stream.First().FirstEntry);
            Assert.Throws<InvalidOperationException>(() => stream.First());
        }
    }

    [Fact]
    public void A_fault_in_a_later_batch_comes_with_that_batch()
    {
        using TemporaryFolder folder = new();
        string path = Written(folder);
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 2, 64).Fill(0x55);
        using RootFileReader reader = RootFileReader.Open(new MemoryStream(bytes), "damaged.root");
        using ColumnStream stream = reader.OpenNTuple("events").Stream(["list"], options: new BatchOptions { BatchBytes = 2000 });
        int good = 0;
        Assert.Throws<RootFormatException>(() =>
        {
            foreach (ColumnBatch batch in stream)
            {
                good += batch.Count;
            }
        });
        Assert.InRange(good, 1, Entries - 1);
    }

    [Fact]
    public void A_column_is_asked_for_as_what_it_is()
    {
        using TemporaryFolder folder = new();
        using RootFileReader reader = RootFileReader.Open(Written(folder));
        using ColumnStream stream = reader.OpenNTuple("events").Stream(["number"]);
        ColumnBatch batch = stream.First();
        Assert.Throws<ArgumentException>(() => batch.Numbers<long>("number").Length);
        Assert.Throws<ArgumentException>(() => batch.Lists<int>("number").Count);
        Assert.Throws<ArgumentException>(() => batch["list"].Count);
        Assert.Throws<RootFormatException>(() => reader.OpenNTuple("events").Stream(["nothing"]));
    }

    /// <summary>One object per entry would make at least 24 bytes for each of them.</summary>
    [Fact]
    public void Nothing_is_allocated_for_an_entry_of_an_RNTuple()
    {
        using TemporaryFolder folder = new();
        using RootFileReader reader = RootFileReader.Open(Written(folder));
        NTupleReader ntuple = reader.OpenNTuple("events");
        foreach (string field in new[] { "number", "list", "name" })
        {
            RootColumn column = ntuple.ReadColumn(field, 0, Entries);
            Assert.InRange(Allocated(() => ntuple.ReadColumn(field, 0, Entries, column)), 0, Entries / 2);
        }
    }

    [Theory]
    [InlineData("root/ttree/uproot-HZZ-lz4.root", "events", "Jet_Px")]
    [InlineData("root/ttree/uproot-HZZ-lz4.root", "events", "NJet")]
    [InlineData("root/ttree/uproot-Zmumu-uncompressed.root", "events", "px1")]
    public void Nothing_is_allocated_for_an_entry_of_a_tree(string name, string tree, string branch)
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        using RootFileReader reader = RootFileReader.Open(Path.Combine(folder, name));
        TreeBranch open = reader.OpenTree(tree).Find(branch)!;
        RootColumn column = open.Read(0, (int)open.EntryCount);
        Assert.InRange(Allocated(() => open.Read(0, (int)open.EntryCount, column)), 0, open.EntryCount * 4);
    }

    private static long Allocated(Action read)
    {
        read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        read();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Check(ColumnBatch batch)
    {
        ReadOnlySpan<int> numbers = batch.Numbers<int>("number");
        JaggedSpan<float> lists = batch.Lists<float>("list");
        TextColumn names = (TextColumn)batch["name"];
        Assert.Equal(batch.Count, numbers.Length);
        Assert.Equal(batch.Count, lists.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            int entry = (int)batch.FirstEntry + i;
            Assert.Equal(entry, numbers[i]);
            Assert.Equal(entry % 7, lists[i].Length);
            Assert.True(lists[i].IsEmpty || lists[i][^1] == entry);
            Assert.Equal(entry % 100 == 0 ? $"entry {entry}" : "", names[i]);
        }
    }

    private static string Written(TemporaryFolder folder)
    {
        string path = folder["events.root"];
        using RootFileWriter file = RootFileWriter.Create(path, new RootWriteOptions { PageBytes = 4096, ClusterBytes = 200_000 });
        NTupleModel model = new("events");
        ScalarColumn<int> number = model.AddScalar<int>("number");
        VectorColumn<float> list = model.AddVector<float>("list");
        StringColumn name = model.AddString("name");
        NTupleWriter writer = file.AddNTuple(model);
        float[] values = new float[7];
        for (int entry = 0; entry < Entries; entry++)
        {
            number.Value = entry;
            Array.Fill(values, entry);
            list.Set(values.AsSpan(0, entry % 7));
            name.Value = entry % 100 == 0 ? $"entry {entry}" : "";
            writer.Fill();
        }

        file.Complete();
        return path;
    }
}
