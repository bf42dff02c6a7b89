namespace Fathom.Benchmarks.RootFiles;

/// <summary>A seeded data set: 2 million events of 0 to 16 float32, about 16 million in all.</summary>
internal sealed class JaggedData
{
    internal const int Events = 2_000_000;
    private const int MostHits = 16;
    private const int Seed = 20260314;

    private JaggedData(string name, long[] offsets, float[] values)
    {
        Name = name;
        Offsets = offsets;
        Values = values;
    }

    /// <summary>Names of the data sets.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["uniform", "exponential"];

    internal string Name { get; }

    /// <summary>Shape (events + 1).</summary>
    internal long[] Offsets { get; }

    internal float[] Values { get; }

    /// <summary>Bytes of values and offsets in memory: what speeds count.</summary>
    internal long Bytes => (sizeof(float) * (long)Values.Length) + (sizeof(long) * (long)(Offsets.Length - 1));

    /// <summary>Draws a data set.</summary>
    /// <param name="name">uniform: random floats in [0, 1); exponential: of mean 1, rounded to 3 digits.</param>
    /// <param name="events">Number of events.</param>
    internal static JaggedData Draw(string name, int events = Events)
    {
        Random random = new(Seed);
        long[] offsets = new long[events + 1];
        for (int i = 0; i < events; i++)
        {
            offsets[i + 1] = offsets[i] + random.Next(MostHits + 1);
        }

        float[] values = new float[offsets[^1]];
        foreach (ref float value in values.AsSpan())
        {
            value = name == "uniform" ? random.NextSingle() : MathF.Round(-MathF.Log(1 - random.NextSingle()), 3);
        }

        return new JaggedData(name, offsets, values);
    }
}
