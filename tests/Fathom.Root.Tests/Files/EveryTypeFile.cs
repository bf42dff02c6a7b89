using Fathom.Root.NTuple;

namespace Fathom.Root.Tests.Files;

/// <summary>A file with RNTuples that have a scalar and a vector field of every supported type, and texts.</summary>
internal sealed class EveryTypeFile
{
    private EveryTypeFile(string path) => Path = path;

    internal string Path { get; }

    /// <summary>Fields of each RNTuple by its name.</summary>
    internal Dictionary<string, IReadOnlyList<Measurement>> NTuples { get; } = [];

    /// <summary>Writes the file, filling the RNTuples in turn.</summary>
    /// <param name="path">Where.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of the values.</param>
    /// <param name="entries">Number of entries of each RNTuple.</param>
    /// <param name="bigFrom">Position from which the form of big files is used; null for the usual one.</param>
    internal static EveryTypeFile Write(string path, RootWriteOptions options, int seed, int[] entries, long? bigFrom = null)
    {
        EveryTypeFile file = new(path);
        Random random = new(seed);
        using RootFileWriter writer = bigFrom is long big
            ? RootFileWriter.Create(path, options, big)
            : RootFileWriter.Create(path, options);
        List<(NTupleWriter Writer, IReadOnlyList<Measurement> Fields, int Entries)> ntuples = [];
        for (int i = 0; i < entries.Length; i++)
        {
            NTupleModel model = new($"stream{i}", $"stream number {i}");
            List<Measurement> fields = Fields(model);
            file.NTuples[model.Name] = fields;
            ntuples.Add((writer.AddNTuple(model), fields, entries[i]));
        }

        for (int entry = 0; entry < entries.Max(); entry++)
        {
            foreach ((NTupleWriter ntuple, IReadOnlyList<Measurement> fields, int count) in ntuples)
            {
                if (entry < count)
                {
                    foreach (Measurement field in fields)
                    {
                        field.Next(random);
                    }

                    ntuple.Fill();
                }
            }
        }

        writer.Complete();
        return file;
    }

    private static List<Measurement> Fields(NTupleModel model) =>
    [
        .. Both<bool>(model), .. Both<sbyte>(model), .. Both<byte>(model), .. Both<short>(model), .. Both<ushort>(model),
        .. Both<int>(model), .. Both<uint>(model), .. Both<long>(model), .. Both<ulong>(model), .. Both<float>(model),
        .. Both<double>(model), new TextMeasurement(model, "text"),
    ];

    private static IEnumerable<Measurement> Both<T>(NTupleModel model) where T : unmanaged
    {
        yield return new ScalarMeasurement<T>(model, $"one{typeof(T).Name}");
        yield return new VectorMeasurement<T>(model, $"many{typeof(T).Name}");
    }
}
