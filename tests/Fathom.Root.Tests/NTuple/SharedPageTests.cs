using Fathom.Root.Batches;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;
using Fathom.Root.Tests.Files;

namespace Fathom.Root.Tests.NTuple;

/// <summary>Pages that two batches, or two columns, have in common.</summary>
public sealed class SharedPageTests
{
    private const int Entries = 60_000;

    [Theory]
    [InlineData(5_000, 1)]
    [InlineData(30_000, 2)]
    [InlineData(30_000, 4)]
    [InlineData(200_000, 3)]
    public void No_page_is_read_twice_however_batches_cut_it(int batchBytes, int threads)
    {
        using CountingStream file = new(Written());
        using RootFileReader reader = RootFileReader.Open(file, "counted.root");
        NTupleReader ntuple = reader.OpenNTuple("events");
        file.Begin();
        long entries = 0;
        using ColumnStream stream = ntuple.Stream(["x"], options: new BatchOptions { BatchBytes = batchBytes, Threads = threads });
        foreach (ColumnBatch batch in stream)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                Assert.Equal(Length(batch.FirstEntry + i), batch.Lists<float>("x")[i].Length);
            }

            entries += batch.Count;
        }

        Assert.Equal(Entries, entries);
        Assert.NotEmpty(file.Reads);
        Assert.All(file.Reads, read => Assert.Equal(1, read.Value));
    }

    /// <summary>Writers may keep equal bytes once, whatever the columns are that they belong to.</summary>
    [Fact]
    public void Columns_of_different_types_may_have_the_same_page()
    {
        byte[] bytes = [3, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        using FileSource source = new(new MemoryStream(bytes), "page.root");
        using BlockDecompressor decompressor = new();
        PageReader pages = new(source, decompressor, 1 << 20, new SharedPages(4));
        ColumnPages column = new(0, [new PageRecord(4, HasChecksum: false, new Locator(0, bytes.Length))], 4);
        Assert.Equal([4, 5], Read(pages, ColumnType.SplitUInt32, column));
        Assert.Equal([2, -3], Read(pages, ColumnType.SplitInt32, column));
    }

    [Fact]
    public void A_page_that_cannot_be_read_fails_for_all_who_wait_for_it()
    {
        byte[] content = Written();
        using RootFileReader reader = RootFileReader.Open(new MemoryStream(Damaged(content)), "damaged.root");
        NTupleReader ntuple = reader.OpenNTuple("events");
        using ColumnStream stream = ntuple.Stream(["x"], options: new BatchOptions { BatchBytes = 5_000, Threads = 4 });
        Assert.Throws<RootFormatException>(() => stream.Sum(batch => batch.Count));
    }

    private static int[] Read(PageReader pages, ColumnType type, ColumnPages column)
    {
        byte[] two = new byte[2 * sizeof(int)];
        pages.Read(type, column, 1, two);
        return [BitConverter.ToInt32(two), BitConverter.ToInt32(two, sizeof(int))];
    }

    private static int Length(long entry) => (int)(entry * 7 % 5);

    private static byte[] Written()
    {
        WriteLog file = new();
        NTupleModel model = new("events");
        VectorColumn<float> column = model.AddVector<float>("x");
        using RootFileWriter writer = RootFileWriter.Create(file, "n", new RootWriteOptions { PageBytes = 10_000, ClusterBytes = 300_000 });
        NTupleWriter ntuple = writer.AddNTuple(model);
        for (long i = 0; i < Entries; i++)
        {
            column.Set([.. Enumerable.Range(0, Length(i)).Select(j => (i / 100) + (0.5f * j))]);
            ntuple.Fill();
        }

        writer.Complete();
        return file.Content;
    }

    /// <summary>A byte of a page in the middle of the file.</summary>
    private static byte[] Damaged(byte[] content)
    {
        byte[] damaged = [.. content];
        damaged[content.Length / 2] ^= 0x55;
        return damaged;
    }

    /// <summary>Counts how often it is read from each place.</summary>
    private sealed class CountingStream(byte[] content) : MemoryStream(content)
    {
        private bool _counting;

        internal Dictionary<long, int> Reads { get; } = [];

        internal void Begin() => _counting = true;

        public override int Read(Span<byte> buffer)
        {
            if (_counting)
            {
                Reads[Position] = Reads.GetValueOrDefault(Position) + 1;
            }

            return base.Read(buffer);
        }
    }
}
