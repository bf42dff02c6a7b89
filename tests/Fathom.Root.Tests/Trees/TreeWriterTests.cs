using Fathom.Root.Columns;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Files;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Trees;

/// <summary>Trees that are written come back entry by entry, however they were filled.</summary>
public sealed class TreeWriterTests
{
    public static TheoryData<RootCodec, int> Layouts() => new()
    {
        { RootCodec.None, 64 }, { RootCodec.None, 1 << 18 }, { RootCodec.Zstd, 1000 }, { RootCodec.Zlib, 1000 },
        { RootCodec.Lz4, 1000 }, { RootCodec.Lzma, 1000 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_value_of_every_type_comes_back_bit_by_bit(RootCodec codec, int pageBytes)
    {
        using TemporaryFolder folder = new();
        EveryBranchFile file = EveryBranchFile.Write(folder["a.root"], new RootWriteOptions { Codec = codec, PageBytes = pageBytes }, seed: 3, entries: 130);

        Assert.Empty(FileCheck.Of(file.Path));
        using RootFileReader reader = RootFileReader.Open(file.Path);
        TreeReader tree = reader.OpenTree("t");
        Assert.Equal(130, tree.EntryCount);
        Assert.Equal("a title", tree.Title);
        foreach (BranchSample sample in file.Samples)
        {
            TreeBranch branch = tree.Find(sample.Name) ?? throw new InvalidOperationException(sample.Name);
            RootColumn column = branch.Read(0, 130);
            Assert.Equal(sample.Written, Enumerable.Range(0, 130).Select(row => BranchSample.Exact(column, row)));
        }
    }

    [Fact]
    public void The_counts_of_a_vector_are_a_branch_of_their_own()
    {
        using TemporaryFolder folder = new();
        TreeModel model = new("t");
        TreeVectorColumn<float> x = model.AddVector<float>("x");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            TreeWriter tree = writer.AddTree(model);
            x.SetBatch(new long[] { 0, 2, 2, 5 }, new float[] { 1, 2, 3, 4, 5 });
            tree.Fill(3);
            x.Set([7]);
            tree.Fill();
            writer.Complete();
        }

        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        TreeReader read = reader.OpenTree("t");
        Assert.Equal(["nx", "x"], read.Branches.Select(branch => branch.Name));
        Assert.Equal([2, 0, 3, 1], ((NumberColumn<int>)read.Find("nx")!.Read(0, 4)).Values.ToArray());
        Assert.Equal("[3.0, 4.0, 5.0]", read.Find("x")!.Read(0, 4).ToJson(2));
    }

    [Fact]
    public void Vectors_of_one_counter_have_one_branch_of_counts_and_must_agree()
    {
        using TemporaryFolder folder = new();
        TreeModel model = new("t");
        TreeVectorColumn<float> time = model.AddVector<float>("time", "nhit");
        TreeVectorColumn<int> pmt = model.AddVector<int>("pmt", "nhit");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            TreeWriter tree = writer.AddTree(model);
            time.SetBatch(new long[] { 0, 2, 2, 5 }, new float[] { 1, 2, 3, 4, 5 });
            pmt.SetBatch(new long[] { 1, 3, 3, 6 }, new int[] { 0, 10, 20, 30, 40, 50 });
            tree.Fill(3);
            time.Set([7]);
            pmt.Set([70, 80]);
            Assert.Throws<InvalidOperationException>(tree.Fill);
            pmt.SetBatch(new long[] { 0, 2 }, new int[] { 1, 2 });
            time.SetBatch(new long[] { 0, 1 }, new float[] { 1 });
            Assert.Throws<InvalidOperationException>(() => tree.Fill(1));
            pmt.Set([70]);
            tree.Fill();
            writer.Complete();
        }

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        TreeReader read = reader.OpenTree("t");
        Assert.Equal(["nhit", "time", "pmt"], read.Branches.Select(branch => branch.Name));
        Assert.Equal([2, 0, 3, 1], ((NumberColumn<int>)read.Find("nhit")!.Read(0, 4)).Values.ToArray());
        Assert.Equal("[30, 40, 50]", read.Find("pmt")!.Read(0, 4).ToJson(2));
        Assert.Equal("[70]", read.Find("pmt")!.Read(3, 1).ToJson(0));
        Assert.Equal("[3.0, 4.0, 5.0]", read.Find("time")!.Read(0, 4).ToJson(2));
        Assert.Throws<ArgumentException>(() => new TreeModel("t").AddVector<int>("a", "a"));
    }

    [Theory]
    [InlineData(RootCodec.None, 0)]
    [InlineData(RootCodec.None, 77)]
    [InlineData(RootCodec.Zlib, 0)]
    [InlineData(RootCodec.Zlib, 3000)]
    public void Any_number_of_threads_gives_the_same_bytes(RootCodec codec, int batch)
    {
        using TemporaryFolder folder = new();
        byte[][] files = [.. new[] { 1, 2, 5 }.Select(threads =>
        {
            WriteVectors(folder[$"{threads}"], batch, new RootWriteOptions { Codec = codec, PageBytes = 3000, Name = "n", Threads = threads });
            return File.ReadAllBytes(folder[$"{threads}"]);
        })];
        Assert.All(files, file => Assert.True(files[0].AsSpan().SequenceEqual(file)));
    }

    [Fact]
    public void Entries_in_batches_are_those_of_entries_one_by_one()
    {
        using TemporaryFolder folder = new();
        RootWriteOptions options = new() { PageBytes = 3000 };
        string[][] files = [.. new[] { 0, 1, 77, 3000 }.Select(batch =>
        {
            WriteVectors(folder[$"{batch}"], batch, options);
            using RootFileReader reader = RootFileReader.Open(folder[$"{batch}"]);
            return reader.OpenTree("t").Branches.Select(branch => branch.Read(0, 3000)).SelectMany(column => Enumerable.Range(0, 3000).Select(column.ToJson)).ToArray();
        })];
        Assert.All(files, file => Assert.Equal(files[0], file));
    }

    [Fact]
    public void A_tree_an_RNTuple_and_several_commits_stand_in_one_file()
    {
        using TemporaryFolder folder = new();
        TreeModel treeModel = new("tree");
        TreeScalarColumn<long> inTree = treeModel.AddScalar<long>("x");
        Root.NTuple.NTupleModel ntupleModel = new("ntuple");
        Root.NTuple.ScalarColumn<long> inNTuple = ntupleModel.AddScalar<long>("x");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { PageBytes = 256, ClusterBytes = 2000, GroupBytes = 20_000 }))
        {
            TreeWriter tree = writer.AddTree(treeModel);
            Root.NTuple.NTupleWriter ntuple = writer.AddNTuple(ntupleModel);
            for (long i = 0; i < 9000; i++)
            {
                inTree.Value = inNTuple.Value = i;
                tree.Fill();
                ntuple.Fill();
            }

            writer.Complete();
        }

        Assert.Empty(FileCheck.Of(folder["a.root"]));
        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        long[] expected = [.. Enumerable.Range(0, 9000).Select(i => (long)i)];
        Assert.Equal(expected, reader.OpenNTuple("ntuple").ReadScalars<long>("x"));
        Assert.Equal(expected, ((NumberColumn<long>)reader.OpenTree("tree").Find("x")!.Read(0, 9000)).Values.ToArray());
    }

    [Fact]
    public void Filling_does_not_allocate_by_entry()
    {
        using TemporaryFolder folder = new();
        TreeModel model = new("t");
        TreeScalarColumn<int> run = model.AddScalar<int>("run");
        TreeVectorColumn<float> charge = model.AddVector<float>("charge");
        TreeStdVectorColumn<float> vector = model.AddStdVector<float>("vector");
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { PageBytes = 1 << 20 });
        TreeWriter tree = writer.AddTree(model);
        float[] charges = new float[5];
        for (int i = 0; i < 11_000; i++)
        {
            charge.Set(charges);
            vector.Set(charges);
            tree.Fill();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3000; i++)
        {
            run.Value = i;
            charge.Set(charges);
            vector.Set(charges);
            tree.Fill();
        }

        // Nothing grows between these entries; one object an entry would be 72,000 bytes at least.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Fact]
    public void Trees_that_cannot_be_written_are_refused()
    {
        using TemporaryFolder folder = new();
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        Assert.Throws<ArgumentException>(() => writer.AddTree(new TreeModel("empty")));
        Assert.Throws<ArgumentException>(() => new TreeModel("a/b"));
        TreeModel model = new("t");
        model.AddVector<float>("x");
        Assert.Throws<ArgumentException>(() => model.AddScalar<int>("nx"));
        Assert.Throws<ArgumentException>(() => model.AddScalar<int>("y[3]"));
        Assert.Throws<NotSupportedException>(() => model.AddScalar<decimal>("z"));
        TreeWriter tree = writer.AddTree(model);
        Assert.Throws<InvalidOperationException>(() => tree.Fill(2));
        Assert.Throws<InvalidOperationException>(() => model.AddString("s"));
    }

    private static void WriteVectors(string path, int batch, RootWriteOptions options)
    {
        const int Entries = 3000;
        Random random = new(4);
        long[] offsets = new long[Entries + 1];
        for (int i = 0; i < Entries; i++)
        {
            offsets[i + 1] = offsets[i] + random.Next(12);
        }

        double[] values = [.. Enumerable.Range(0, (int)offsets[^1]).Select(_ => Math.Round(random.NextDouble(), 2))];
        int[] runs = [.. Enumerable.Range(0, Entries)];
        TreeModel model = new("t");
        TreeScalarColumn<int> run = model.AddScalar<int>("run");
        TreeVectorColumn<double> jagged = model.AddVector<double>("jagged");
        TreeStdVectorColumn<double> vector = model.AddStdVector<double>("vector");
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        TreeWriter tree = writer.AddTree(model);
        for (int at = 0; at < Entries; at += Math.Max(1, batch))
        {
            int step = Math.Min(batch, Entries - at);
            ReadOnlySpan<double> row = values.AsSpan((int)offsets[at]..(int)offsets[at + 1]);
            run.Value = runs[at];
            jagged.Set(row);
            vector.Set(row);
            if (batch == 0)
            {
                tree.Fill();
                continue;
            }

            run.SetBatch(runs.AsMemory(at, step));
            jagged.SetBatch(offsets.AsMemory(at, step + 1), values);
            vector.SetBatch(offsets.AsMemory(at, step + 1), values);
            tree.Fill(step);
        }

        writer.Complete();
    }
}
