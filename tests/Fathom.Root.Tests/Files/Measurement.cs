using Fathom.Root.NTuple;

namespace Fathom.Root.Tests.Files;

/// <summary>One field of a sample: writes its values, and compares what a reader gives.</summary>
internal abstract class Measurement
{
    internal abstract string Name { get; }

    internal abstract string TypeName { get; }

    /// <summary>Draws the value of the next entry and sets it.</summary>
    internal abstract void Next(Random random);

    /// <summary>What was written, entry by entry, as texts that tell all values apart.</summary>
    internal abstract IReadOnlyList<string> Written { get; }

    /// <summary>What our reader gives, in the same form.</summary>
    internal abstract IReadOnlyList<string> Read(NTupleReader reader);

    /// <summary>What JSROOT would give for what was written: numbers as float64.</summary>
    internal abstract IReadOnlyList<string> AsFloat64 { get; }
}

/// <summary>A scalar field.</summary>
internal sealed class ScalarMeasurement<T>(NTupleModel model, string name) : Measurement where T : unmanaged
{
    private readonly ScalarColumn<T> _column = model.AddScalar<T>(name, $"one {typeof(T).Name}");
    private readonly List<T> _values = [];

    internal override string Name => name;

    internal override string TypeName => _column.TypeName;

    internal override IReadOnlyList<string> Written => [.. _values.Select(Exact.Of)];

    internal override IReadOnlyList<string> AsFloat64 => [.. _values.Select(Exact.AsFloat64)];

    internal override void Next(Random random)
    {
        _column.Value = Draw.Value<T>(random);
        _values.Add(_column.Value);
    }

    internal override IReadOnlyList<string> Read(NTupleReader reader) => [.. reader.ReadScalars<T>(name).Select(Exact.Of)];
}

/// <summary>A vector field.</summary>
internal sealed class VectorMeasurement<T>(NTupleModel model, string name) : Measurement where T : unmanaged
{
    private readonly VectorColumn<T> _column = model.AddVector<T>(name, $"many {typeof(T).Name}");
    private readonly List<T[]> _values = [];

    internal override string Name => name;

    internal override string TypeName => _column.TypeName;

    internal override IReadOnlyList<string> Written => [.. _values.Select(row => string.Join(' ', row.Select(Exact.Of)))];

    internal override IReadOnlyList<string> AsFloat64 => [.. _values.Select(row => string.Join(' ', row.Select(Exact.AsFloat64)))];

    internal override void Next(Random random)
    {
        T[] row = new T[random.Next(4) == 0 ? 0 : random.Next(1, 40)];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = Draw.Value<T>(random);
        }

        _column.Set(row);
        _values.Add(row);
    }

    internal override IReadOnlyList<string> Read(NTupleReader reader)
    {
        Jagged<T> rows = reader.ReadVectors<T>(name);
        return [.. Enumerable.Range(0, rows.Count).Select(i => string.Join(' ', rows[i].ToArray().Select(Exact.Of)))];
    }
}

/// <summary>A text field.</summary>
internal sealed class TextMeasurement(NTupleModel model, string name) : Measurement
{
    private readonly StringColumn _column = model.AddString(name, "a text");
    private readonly List<string> _values = [];

    internal override string Name => name;

    internal override string TypeName => "std::string";

    internal override IReadOnlyList<string> Written => _values;

    internal override IReadOnlyList<string> AsFloat64 => _values;

    internal override void Next(Random random)
    {
        _column.Value = Draw.Text(random);
        _values.Add(_column.Value);
    }

    internal override IReadOnlyList<string> Read(NTupleReader reader) => reader.ReadStrings(name);
}
