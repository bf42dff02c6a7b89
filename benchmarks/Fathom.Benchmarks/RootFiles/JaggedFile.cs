using Fathom.Root;
using Fathom.Root.Batches;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>A data set as a tree or an RNTuple <c>events</c> with one column <c>x</c>, written and read in batches.</summary>
internal static class JaggedFile
{
    private const int Batch = 50_000;

    /// <summary>Writes the data set, several times one after the other.</summary>
    /// <returns>Entries written.</returns>
    internal static long Write(string path, JaggedData data, RootWriteOptions options, bool asTree, int times = 1)
    {
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        Action<ReadOnlyMemory<long>, ReadOnlyMemory<float>> fill = asTree ? Tree(writer) : NTuple(writer);
        int events = data.Offsets.Length - 1;
        for (int time = 0; time < times; time++)
        {
            for (int at = 0; at < events; at += Batch)
            {
                fill(data.Offsets.AsMemory(at, Math.Min(Batch, events - at) + 1), data.Values);
            }
        }

        writer.Complete();
        return (long)events * times;
    }

    /// <summary>Reads all values.</summary>
    /// <returns>Entries read.</returns>
    internal static long Read(string path, bool asTree, out long values)
    {
        using RootFileReader reader = RootFileReader.Open(path);
        values = 0;
        using ColumnStream stream = asTree ? reader.OpenTree("events").Stream(["x"]) : reader.OpenNTuple("events").Stream(["x"]);
        long entries = 0;
        foreach (ColumnBatch batch in stream)
        {
            entries += batch.Count;
            values += batch.Lists<float>("x").Values.Length;
        }

        return entries;
    }

    private static Action<ReadOnlyMemory<long>, ReadOnlyMemory<float>> NTuple(RootFileWriter writer)
    {
        NTupleModel model = new("events");
        VectorColumn<float> column = model.AddVector<float>("x");
        NTupleWriter ntuple = writer.AddNTuple(model);
        return (offsets, values) =>
        {
            column.SetBatch(offsets, values);
            ntuple.Fill(offsets.Length - 1);
        };
    }

    private static Action<ReadOnlyMemory<long>, ReadOnlyMemory<float>> Tree(RootFileWriter writer)
    {
        TreeModel model = new("events");
        TreeVectorColumn<float> column = model.AddVector<float>("x");
        TreeWriter tree = writer.AddTree(model);
        return (offsets, values) =>
        {
            column.SetBatch(offsets, values);
            tree.Fill(offsets.Length - 1);
        };
    }
}
