using Fathom.Root;
using Fathom.Root.Batches;
using Fathom.Root.NTuple;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>A data set as an RNTuple <c>events</c> with one field <c>x</c>, written and read in batches.</summary>
internal static class JaggedFile
{
    private const int Batch = 50_000;

    /// <summary>Writes the data set, several times one after the other.</summary>
    /// <returns>Entries written.</returns>
    internal static long Write(string path, JaggedData data, RootWriteOptions options, int times = 1)
    {
        NTupleModel model = new("events");
        VectorColumn<float> column = model.AddVector<float>("x");
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        NTupleWriter ntuple = writer.AddNTuple(model);
        int events = data.Offsets.Length - 1;
        for (int time = 0; time < times; time++)
        {
            for (int at = 0; at < events; at += Batch)
            {
                int step = Math.Min(Batch, events - at);
                column.SetBatch(data.Offsets.AsMemory(at, step + 1), data.Values);
                ntuple.Fill(step);
            }
        }

        writer.Complete();
        return ntuple.EntryCount;
    }

    /// <summary>Reads all values.</summary>
    /// <returns>Entries read.</returns>
    internal static long Read(string path, out long values)
    {
        using RootFileReader reader = RootFileReader.Open(path);
        NTupleReader ntuple = reader.OpenNTuple("events");
        values = 0;
        using ColumnStream stream = ntuple.Stream(["x"]);
        foreach (ColumnBatch batch in stream)
        {
            values += batch.Lists<float>("x").Values.Length;
        }

        return ntuple.EntryCount;
    }
}
