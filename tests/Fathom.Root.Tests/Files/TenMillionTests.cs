using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Files;

/// <summary>Ten million entries of a flat and of a jagged type, in every codec and both formats, come back one by one.</summary>
public sealed class TenMillionTests
{
    private const int Entries = 10_000_000;
    private const int Batch = 100_000;
    private const int Seed = 77;

    public static TheoryData<RootCodec, bool> Layouts()
    {
        TheoryData<RootCodec, bool> layouts = [];
        foreach (RootCodec codec in Enum.GetValues<RootCodec>())
        {
            layouts.Add(codec, true);
            layouts.Add(codec, false);
        }

        return layouts;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    [Trait("Duration", "Long")]
    public void Ten_million_entries_come_back(RootCodec codec, bool asTree)
    {
        using TemporaryFolder folder = new();
        Write(folder["a.root"], new RootWriteOptions { Codec = codec, Level = 1 }, asTree);

        using RootFileReader reader = RootFileReader.Open(folder["a.root"]);
        RootColumn? flat = null;
        RootColumn? jagged = null;
        TreeReader? tree = asTree ? reader.OpenTree("t") : null;
        NTupleReader? ntuple = asTree ? null : reader.OpenNTuple("t");
        Assert.Equal(Entries, tree?.EntryCount ?? ntuple!.EntryCount);
        Random random = new(Seed);
        for (int at = 0; at < Entries; at += Batch)
        {
            (int[] ids, long[] offsets, float[] values) = Draw(random, at);
            flat = tree?.Find("id")!.Read(at, Batch, flat) ?? ntuple!.ReadColumn("id", at, Batch, flat);
            jagged = tree?.Find("x")!.Read(at, Batch, jagged) ?? ntuple!.ReadColumn("x", at, Batch, jagged);
            ListColumn lists = (ListColumn)jagged;
            Assert.True(((NumberColumn<int>)flat).Values.SequenceEqual(ids));
            Assert.True(((NumberColumn<float>)lists.Items).Values.SequenceEqual(values));
            Assert.Equal(offsets, lists.Offsets.ToArray().Select(offset => (long)offset));
        }
    }

    private static void Write(string path, RootWriteOptions options, bool asTree)
    {
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        Action<int[], long[], float[]> fill = asTree ? Tree(writer) : NTuple(writer);
        Random random = new(Seed);
        for (int at = 0; at < Entries; at += Batch)
        {
            (int[] ids, long[] offsets, float[] values) = Draw(random, at);
            fill(ids, offsets, values);
        }

        writer.Complete();
    }

    private static Action<int[], long[], float[]> Tree(RootFileWriter writer)
    {
        TreeModel model = new("t");
        TreeScalarColumn<int> flat = model.AddScalar<int>("id");
        TreeVectorColumn<float> jagged = model.AddVector<float>("x");
        TreeWriter tree = writer.AddTree(model);
        return (ids, offsets, values) =>
        {
            flat.SetBatch(ids);
            jagged.SetBatch(offsets, values);
            tree.Fill(ids.Length);
        };
    }

    private static Action<int[], long[], float[]> NTuple(RootFileWriter writer)
    {
        NTupleModel model = new("t");
        ScalarColumn<int> flat = model.AddScalar<int>("id");
        VectorColumn<float> jagged = model.AddVector<float>("x");
        NTupleWriter ntuple = writer.AddNTuple(model);
        return (ids, offsets, values) =>
        {
            flat.SetBatch(ids);
            jagged.SetBatch(offsets, values);
            ntuple.Fill(ids.Length);
        };
    }

    private static (int[] Ids, long[] Offsets, float[] Values) Draw(Random random, int first)
    {
        int[] ids = [.. Enumerable.Range(first, Batch)];
        long[] offsets = new long[Batch + 1];
        for (int i = 0; i < Batch; i++)
        {
            offsets[i + 1] = offsets[i] + random.Next(4);
        }

        float[] values = new float[offsets[^1]];
        foreach (ref float value in values.AsSpan())
        {
            value = MathF.Round(random.NextSingle(), 2);
        }

        return (ids, offsets, values);
    }
}
