using Fathom.Root.Batches;
using Fathom.Root.NTuple;
using Fathom.Root.Scans;
using Fathom.Root.Tests.Expected;

namespace Fathom.Root.Tests.Sources;

public sealed class FileSourceTests
{
    [Theory]
    [InlineData("root/ttree/uproot-HZZ-lz4.root", "events")]
    [InlineData("root/ttree/uproot-Zmumu-uncompressed.root", "events")]
    public void Mapped_files_and_streams_read_as_files(string name, string tree)
    {
        if (ExpectedFile.Folder is not string folder)
        {
            return;
        }

        string path = Path.Combine(folder, name);
        using RootFileReader plain = RootFileReader.Open(path);
        using RootFileReader mapped = RootFileReader.Open(path, new RootReadOptions { MemoryMap = true });
        using FileStream stream = File.OpenRead(path);
        using RootFileReader streamed = RootFileReader.Open(stream, path);
        Assert.Equal(Scans(plain, tree), Scans(mapped, tree));
        Assert.Equal(Scans(plain, tree), Scans(streamed, tree));
    }

    [Fact]
    public void An_empty_file_cannot_be_mapped_and_a_short_one_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "empty.root");
        File.WriteAllBytes(path, []);
        Assert.Throws<RootFormatException>(() => RootFileReader.Open(path, new RootReadOptions { MemoryMap = true }));
        File.WriteAllBytes(path, "root"u8.ToArray());
        Assert.Throws<RootFormatException>(() => RootFileReader.Open(path, new RootReadOptions { MemoryMap = true }));
    }

    /// <summary>The file has holes: it takes little room on disk.</summary>
    [Fact]
    [Trait("Duration", "Long")]
    public void Files_above_2_GB_are_written_and_read_from_begin_to_end()
    {
        const int Entries = 2300;
        const int Bytes = 1 << 20;
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "big.root");
        using (SparseFile sparse = new(path))
        using (RootFileWriter file = RootFileWriter.Create(sparse, path, new RootWriteOptions { Codec = RootCodec.None }))
        {
            NTupleModel model = new("big");
            ScalarColumn<int> number = model.AddScalar<int>("number");
            VectorColumn<byte> zeros = model.AddVector<byte>("zeros");
            NTupleWriter writer = file.AddNTuple(model);
            byte[] content = new byte[Bytes];
            for (int i = 0; i < Entries; i++)
            {
                number.Value = i;
                content[^1] = (byte)(i % 251);
                zeros.Set(content);
                writer.Fill();
            }

            file.Complete();
        }

        Assert.True(new FileInfo(path).Length > int.MaxValue);
        foreach (bool mapped in new[] { false, true })
        {
            using RootFileReader reader = RootFileReader.Open(path, new RootReadOptions { MemoryMap = mapped });
            NTupleReader big = reader.OpenNTuple("big");
            Assert.Equal(Enumerable.Range(0, Entries), big.ReadScalars<int>("number"));
            using ColumnStream stream = big.Stream(["number", "zeros"], first: Entries - 20);
            foreach (ColumnBatch batch in stream)
            {
                JaggedSpan<byte> lists = batch.Lists<byte>("zeros");
                for (int i = 0; i < batch.Count; i++)
                {
                    Assert.Equal(Bytes, lists[i].Length);
                    Assert.Equal((byte)(batch.Numbers<int>("number")[i] % 251), lists[i][^1]);
                }
            }
        }
    }

    private static string[] Scans(RootFileReader reader, string tree) =>
        [.. FileScan.Of(reader.OpenTree(tree)).Select(scan => $"{scan.Name} {scan.Count} {scan.Sum:R} {scan.First} {scan.Unsupported}")];
}
