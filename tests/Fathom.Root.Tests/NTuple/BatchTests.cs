using Fathom.Root.NTuple;
using Fathom.Root.Tests.Files;

namespace Fathom.Root.Tests.NTuple;

/// <summary>How a file was filled, and on how many threads it was compressed, cannot be told from its bytes.</summary>
public sealed class BatchTests
{
    private const int Entries = 5000;

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(Entries)]
    public void Entries_in_batches_give_the_bytes_of_entries_one_by_one(int batch)
    {
        using TemporaryFolder folder = new();
        Write(folder["one"], new RootWriteOptions { Name = "n", ClusterBytes = 10_000, PageBytes = 1000 }, 0);
        Write(folder["batch"], new RootWriteOptions { Name = "n", ClusterBytes = 10_000, PageBytes = 1000 }, batch);
        Assert.True(File.ReadAllBytes(folder["one"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["batch"])));
    }

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    [InlineData(RootCodec.Zlib)]
    [InlineData(RootCodec.Lz4)]
    [InlineData(RootCodec.Lzma)]
    public void Any_number_of_threads_gives_the_same_bytes(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        byte[][] files = [.. new[] { 1, 2, 7 }.Select(threads =>
        {
            RootWriteOptions options = new() { Codec = codec, Name = "n", ClusterBytes = 30_000, PageBytes = 2000, GroupBytes = 90_000, Threads = threads };
            Write(folder[$"{threads}"], options, 100);
            return File.ReadAllBytes(folder[$"{threads}"]);
        })];
        Assert.True(files[0].AsSpan().SequenceEqual(files[1]));
        Assert.True(files[0].AsSpan().SequenceEqual(files[2]));
    }

    [Fact]
    public void Batches_of_other_lengths_or_with_broken_offsets_are_refused()
    {
        using TemporaryFolder folder = new();
        using RootFileWriter writer = RootFileWriter.Create(folder["a.root"]);
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        VectorColumn<float> charge = model.AddVector<float>("charge");
        NTupleWriter ntuple = writer.AddNTuple(model);
        run.SetBatch(new int[3]);
        Assert.Throws<InvalidOperationException>(() => ntuple.Fill(3));
        Assert.Throws<ArgumentException>(() => charge.SetBatch(Array.Empty<long>(), new float[3]));
        Assert.Throws<ArgumentException>(() => charge.SetBatch(new long[] { 0, 2, 1, 3 }, new float[3]));
        Assert.Throws<ArgumentException>(() => charge.SetBatch(new long[] { 0, 2, 2, 4 }, new float[3]));
        charge.SetBatch(new long[] { 0, 2, 2, 3 }, new float[3]);
        ntuple.Fill(3);
        Assert.Equal(3, ntuple.EntryCount);
    }

    private static void Write(string path, RootWriteOptions options, int batch)
    {
        Random random = new(3);
        int[] runs = [.. Enumerable.Range(0, Entries)];
        long[] offsets = new long[Entries + 1];
        for (int i = 0; i < Entries; i++)
        {
            offsets[i + 1] = offsets[i] + random.Next(9);
        }

        float[] charges = [.. Enumerable.Range(0, (int)offsets[^1]).Select(_ => random.NextSingle())];
        string[] texts = [.. Enumerable.Range(0, Entries).Select(_ => Draw.Text(random))];
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        VectorColumn<float> charge = model.AddVector<float>("charge");
        StringColumn text = model.AddString("text");
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (int at = 0; at < Entries; at += Math.Max(batch, 1))
        {
            int step = Math.Min(batch, Entries - at);
            if (batch == 0)
            {
                run.Value = runs[at];
                charge.Set(charges.AsSpan((int)offsets[at]..(int)offsets[at + 1]));
                text.Value = texts[at];
                ntuple.Fill();
                continue;
            }

            run.SetBatch(runs.AsMemory(at, step));
            charge.SetBatch(offsets.AsMemory(at, step + 1), charges);
            text.SetBatch(texts.AsMemory(at, step));
            ntuple.Fill(step);
        }

        writer.Complete();
    }
}
