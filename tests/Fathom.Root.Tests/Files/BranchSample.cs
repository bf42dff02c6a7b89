using Fathom.Root.Columns;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Files;

/// <summary>One branch of a sample: draws and sets its values, and knows what was written.</summary>
internal abstract class BranchSample(string name)
{
    internal string Name => name;

    /// <summary>What was written, entry by entry, as texts that tell all values apart.</summary>
    internal List<string> Written { get; } = [];

    /// <summary>The same as JavaScript sees it: numbers as float64.</summary>
    internal List<string> AsFloat64 { get; } = [];

    internal abstract void Next(Random random);

    /// <summary>A row of a column that our reader gave, in the form of <see cref="Written"/>.</summary>
    internal static string Exact(RootColumn column, int row) => column switch
    {
        TextColumn texts => texts[row],
        ListColumn lists => string.Join(' ', Enumerable.Range(lists.Offsets[row], lists.Offsets[row + 1] - lists.Offsets[row]).Select(i => Exact(lists.Items, i))),
        NumberColumn<bool> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<sbyte> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<byte> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<short> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<ushort> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<int> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<uint> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<long> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<ulong> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<float> numbers => Files.Exact.Of(numbers.Values[row]),
        NumberColumn<double> numbers => Files.Exact.Of(numbers.Values[row]),
        _ => throw new ArgumentException($"a column of {column.GetType()}", nameof(column)),
    };

    private protected void Keep<T>(T[] values) where T : unmanaged
    {
        Written.Add(string.Join(' ', values.Select(Files.Exact.Of)));
        AsFloat64.Add(string.Join(' ', values.Select(Files.Exact.AsFloat64)));
    }

    private protected static T[] Draw<T>(Random random, int length) where T : unmanaged
    {
        T[] values = new T[length];
        foreach (ref T value in values.AsSpan())
        {
            value = Files.Draw.Value<T>(random);
        }

        return values;
    }

    private protected static int Length(Random random) => random.Next(4) == 0 ? 0 : random.Next(1, 9);
}

/// <summary>One number, or as many in every entry.</summary>
internal sealed class ScalarSample<T>(TreeModel model, string name, int items) : BranchSample(name) where T : unmanaged
{
    private readonly TreeScalarColumn<T> _column = items == 1 ? model.AddScalar<T>(name) : model.AddArray<T>(name, items);

    internal override void Next(Random random)
    {
        T[] values = Draw<T>(random, items);
        values.CopyTo(_column.Values);
        Keep(values);
    }
}

/// <summary>A counted vector.</summary>
internal sealed class VectorSample<T>(TreeModel model, string name) : BranchSample(name) where T : unmanaged
{
    private readonly TreeVectorColumn<T> _column = model.AddVector<T>(name);

    internal override void Next(Random random)
    {
        T[] values = Draw<T>(random, Length(random));
        _column.Set(values);
        Keep(values);
    }
}

/// <summary>A std::vector.</summary>
internal sealed class StdVectorSample<T>(TreeModel model, string name) : BranchSample(name) where T : unmanaged
{
    private readonly TreeStdVectorColumn<T> _column = model.AddStdVector<T>(name);

    internal override void Next(Random random)
    {
        T[] values = Draw<T>(random, Length(random));
        _column.Set(values);
        Keep(values);
    }
}

/// <summary>A text.</summary>
internal sealed class TextSample(TreeModel model, string name) : BranchSample(name)
{
    private readonly TreeStringColumn _column = model.AddString(name);

    internal override void Next(Random random)
    {
        _column.Value = Files.Draw.Text(random);
        Written.Add(_column.Value);
        AsFloat64.Add(_column.Value);
    }
}
