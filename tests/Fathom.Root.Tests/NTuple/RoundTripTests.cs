using Fathom.Root.NTuple;
using Fathom.Root.Tests.Files;

namespace Fathom.Root.Tests.NTuple;

public sealed class RoundTripTests
{
    public static TheoryData<RootCodec, int, long> Layouts() => new()
    {
        { RootCodec.None, 64, 4096 },
        { RootCodec.None, 1 << 18, 1 << 24 },
        { RootCodec.Zstd, 64, 4096 },
        { RootCodec.Zstd, 1024, 20_000 },
        { RootCodec.Zstd, 1 << 18, 1 << 24 },
        { RootCodec.Zstd, 1 << 18, 1 },
        { RootCodec.Zlib, 1024, 20_000 },
        { RootCodec.Lz4, 1024, 20_000 },
        { RootCodec.Lzma, 1024, 20_000 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_value_of_every_type_comes_back_bit_by_bit(RootCodec codec, int pageBytes, long clusterBytes)
    {
        using TemporaryFolder folder = new();
        RootWriteOptions options = new() { Codec = codec, PageBytes = pageBytes, ClusterBytes = clusterBytes };
        EveryTypeFile file = EveryTypeFile.Write(folder["a.root"], options, seed: 7, [120, 0, 1, 37]);

        using RootFileReader reader = RootFileReader.Open(file.Path);

        Assert.Equal(file.NTuples.Keys, reader.NTupleNames);
        foreach ((string name, IReadOnlyList<Measurement> fields) in file.NTuples)
        {
            NTupleReader ntuple = reader.OpenNTuple(name);
            Assert.Equal(fields.Select(field => (field.Name, field.TypeName)), ntuple.Fields.Select(field => (field.Name, field.TypeName)));
            foreach (Measurement field in fields)
            {
                Assert.Equal(field.Written, field.Read(ntuple));
            }
        }
    }

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    [InlineData(RootCodec.Zlib)]
    [InlineData(RootCodec.Lz4)]
    [InlineData(RootCodec.Lzma)]
    [Trait("Duration", "Long")]
    public void Ten_thousand_entries_of_every_type_come_back(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        EveryTypeFile file = EveryTypeFile.Write(folder["a.root"], new RootWriteOptions { Codec = codec }, seed: 13, [10_000]);

        using RootFileReader reader = RootFileReader.Open(file.Path);
        Assert.All(file.NTuples, pair => Assert.All(pair.Value, field => Assert.Equal(field.Written, field.Read(reader.OpenNTuple(pair.Key)))));
    }

    [Theory]
    [InlineData(RootCodec.None)]
    [InlineData(RootCodec.Zstd)]
    public void The_form_of_files_above_2_GB_holds_the_same_values(RootCodec codec)
    {
        using TemporaryFolder folder = new();
        EveryTypeFile file = EveryTypeFile.Write(folder["a.root"], new RootWriteOptions { Codec = codec }, seed: 8, [20, 3], bigFrom: 1000);

        using RootFileReader reader = RootFileReader.Open(file.Path);

        Assert.All(file.NTuples, pair => Assert.All(pair.Value, field => Assert.Equal(field.Written, field.Read(reader.OpenNTuple(pair.Key)))));
    }

    [Fact]
    public void A_range_of_entries_is_the_same_part_of_all_of_them()
    {
        using TemporaryFolder folder = new();
        RootWriteOptions options = new() { PageBytes = 128, ClusterBytes = 3000 };
        EveryTypeFile file = EveryTypeFile.Write(folder["a.root"], options, seed: 9, [90]);
        using RootFileReader reader = RootFileReader.Open(file.Path);
        NTupleReader ntuple = reader.OpenNTuple("stream0");
        double[] all = ntuple.ReadScalars<double>("oneDouble");
        Jagged<ushort> rows = ntuple.ReadVectors<ushort>("manyUInt16");
        string[] texts = ntuple.ReadStrings("text");
        Random random = new(1);
        for (int i = 0; i < 200; i++)
        {
            int first = random.Next(91);
            int count = random.Next(91 - first);
            Assert.Equal(all.Skip(first).Take(count).Select(Exact.Of), ntuple.ReadScalars<double>("oneDouble", first, count).Select(Exact.Of));
            Assert.Equal(texts.Skip(first).Take(count), ntuple.ReadStrings("text", first, count));
            Jagged<ushort> part = ntuple.ReadVectors<ushort>("manyUInt16", first, count);
            Assert.Equal(count, part.Count);
            Assert.All(Enumerable.Range(0, count), row => Assert.Equal(rows[first + row].ToArray(), part[row].ToArray()));
        }
    }

    [Fact]
    public void One_entry_longer_than_clusters_and_pages_comes_back()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("hits");
        VectorColumn<int> column = model.AddVector<int>("channel");
        int[] long1 = [.. Enumerable.Range(0, 100_000)];
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"], new RootWriteOptions { PageBytes = 1000, ClusterBytes = 5000 }))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            foreach (int[] row in new[] { [1], long1, [], long1, [2] })
            {
                column.Set(row);
                ntuple.Fill();
            }

            writer.Complete();
        }

        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        Jagged<int> rows = reader.OpenNTuple("hits").ReadVectors<int>("channel");

        Assert.Equal([0, 1, 100_001, 100_001, 200_001, 200_002], rows.Offsets.ToArray());
        Assert.Equal(long1, rows[1].ToArray());
        Assert.Equal(long1, rows[3].ToArray());
        Assert.Equal([2], rows[4].ToArray());
    }

    [Fact]
    public void A_value_is_kept_until_it_is_set_again()
    {
        using TemporaryFolder folder = new();
        NTupleModel model = new("t");
        ScalarColumn<int> run = model.AddScalar<int>("run");
        VectorColumn<float> charge = model.AddVector<float>("charge");
        using (RootFileWriter writer = RootFileWriter.Create(folder["a.root"]))
        {
            NTupleWriter ntuple = writer.AddNTuple(model);
            run.Value = 5;
            charge.Set([1, 2]);
            ntuple.Fill();
            ntuple.Fill();
            Assert.Equal(2, ntuple.EntryCount);
            writer.Complete();
        }

        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        Assert.Equal([5, 5], reader.OpenNTuple("t").ReadScalars<int>("run"));
        Assert.Equal([1, 2, 1, 2], reader.OpenNTuple("t").ReadVectors<float>("charge").Values);
    }
}
