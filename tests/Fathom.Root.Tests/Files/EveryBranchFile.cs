using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Files;

/// <summary>A file with a tree <c>t</c> that has a scalar, a fixed array, a counted vector and a std::vector of every type, and texts.</summary>
internal sealed class EveryBranchFile
{
    private EveryBranchFile(string path, IReadOnlyList<BranchSample> samples)
    {
        Path = path;
        Samples = samples;
    }

    internal string Path { get; }

    internal IReadOnlyList<BranchSample> Samples { get; }

    internal static EveryBranchFile Write(string path, RootWriteOptions options, int seed, int entries)
    {
        TreeModel model = new("t", "a title");
        List<BranchSample> samples =
        [
            .. All<bool>(model), .. All<sbyte>(model), .. All<byte>(model), .. All<short>(model), .. All<ushort>(model),
            .. All<int>(model), .. All<uint>(model), .. All<long>(model), .. All<ulong>(model), .. All<float>(model), .. All<double>(model),
            new TextSample(model, "text"),
        ];
        Random random = new(seed);
        using RootFileWriter writer = RootFileWriter.Create(path, options);
        TreeWriter tree = writer.AddTree(model);
        for (int i = 0; i < entries; i++)
        {
            samples.ForEach(sample => sample.Next(random));
            tree.Fill();
        }

        writer.Complete();
        return new EveryBranchFile(path, samples);
    }

    private static IEnumerable<BranchSample> All<T>(TreeModel model) where T : unmanaged
    {
        yield return new ScalarSample<T>(model, $"one{typeof(T).Name}", 1);
        yield return new ScalarSample<T>(model, $"three{typeof(T).Name}", 3);
        yield return new VectorSample<T>(model, $"many{typeof(T).Name}");
        yield return new StdVectorSample<T>(model, $"vector{typeof(T).Name}");
    }
}
