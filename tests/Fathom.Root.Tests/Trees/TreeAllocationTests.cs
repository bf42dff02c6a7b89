using Fathom.Root.Container;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Trees;

/// <summary>What writing a tree allocates belongs to its baskets, and not to its entries.</summary>
public sealed class TreeAllocationTests
{
    private const int Batch = 1000;
    private const int WarmUp = 100;
    private const int Batches = 1500;

    /// <summary>
    /// Arrays on their way into the file, some 8 MiB, and little for each basket; an object an entry would be 36 MB at least.
    /// </summary>
    private const long Allowed = 12L << 20;

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    [InlineData(RootCodec.Lz4)]
    public void Batches_of_every_kind_of_branch_allocate_nothing_for_an_entry(RootCodec codec)
    {
        TreeModel model = new("t");
        TreeScalarColumn<int> run = model.AddScalar<int>("run");
        TreeScalarColumn<double> position = model.AddArray<double>("position", 3);
        TreeVectorColumn<float> charge = model.AddVector<float>("charge", "n");
        TreeVectorColumn<short> time = model.AddVector<short>("time", "n");
        TreeStdVectorColumn<ulong> ids = model.AddStdVector<ulong>("ids");
        TreeStringColumn name = model.AddString("name");
        using RootFileWriter writer = RootFileWriter.Create(new Nowhere(), "n", new RootWriteOptions { Codec = codec, Threads = 1, PageBytes = 1 << 16 });
        TreeWriter tree = writer.AddTree(model);
        long[] offsets = [.. Enumerable.Range(0, Batch + 1).Select(i => 2L * i)];
        int[] runs = new int[Batch];
        double[] positions = new double[3 * Batch];
        float[] charges = new float[2 * Batch];
        short[] times = new short[2 * Batch];
        ulong[] numbers = new ulong[2 * Batch];
        string[] names = [.. Enumerable.Repeat("muon", Batch)];
        long allocated = Allocated(() =>
        {
            run.SetBatch(runs);
            position.SetBatch(positions);
            charge.SetBatch(offsets, charges);
            time.SetBatch(offsets, times);
            ids.SetBatch(offsets, numbers);
            name.SetBatch(names);
            tree.Fill(Batch);
        });
        Assert.Equal((WarmUp + Batches) * (long)Batch, tree.EntryCount);
        Assert.InRange(allocated, 0, Allowed);
    }

    [Fact]
    public void Entries_one_by_one_allocate_nothing_either()
    {
        TreeModel model = new("t");
        TreeScalarColumn<int> run = model.AddScalar<int>("run");
        TreeVectorColumn<float> charge = model.AddVector<float>("charge");
        using RootFileWriter writer = RootFileWriter.Create(new Nowhere(), "n", new RootWriteOptions { Threads = 1, PageBytes = 1 << 16 });
        TreeWriter tree = writer.AddTree(model);
        float[] charges = new float[5];
        Assert.InRange(Allocated(() => Fill(tree, run, charge, charges)), 0, Allowed);
    }

    private static void Fill(TreeWriter tree, TreeScalarColumn<int> run, TreeVectorColumn<float> charge, float[] charges)
    {
        for (int i = 0; i < Batch; i++)
        {
            run.Value = i;
            charge.Set(charges);
            tree.Fill();
        }
    }

    /// <summary>Bytes that the filling thread, which packs, too, allocates once the first baskets are written.</summary>
    private static long Allocated(Action fill)
    {
        for (int i = 0; i < WarmUp; i++)
        {
            fill();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Batches; i++)
        {
            fill();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Takes bytes and keeps none.</summary>
    private sealed class Nowhere : IFileOutput
    {
        public void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
        {
        }

        public void Settle()
        {
        }
    }
}
