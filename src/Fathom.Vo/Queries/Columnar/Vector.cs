using System.Numerics;
using System.Runtime.InteropServices;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Adql.Geometry;

namespace Fathom.Vo.Queries.Columnar;

/// <summary>Values of one type, one per row.</summary>
internal abstract class Vector
{
    /// <summary>Makes room for that many rows.</summary>
    public abstract void Reserve(int rows);

    /// <summary>True where a row is NULL.</summary>
    public abstract bool IsNull(int row);

    /// <summary>The value; null where it is NULL.</summary>
    public abstract object? Box(int row);

    /// <summary>Takes a value.</summary>
    public abstract void Set(int row, object? value);

    /// <summary>Takes a value of another vector of the same type.</summary>
    public abstract void Copy(Vector from, int source, int target);

    /// <summary>Order of two rows, NULL last.</summary>
    public abstract int Compare(int a, int b);

    /// <summary>A vector for values of a type.</summary>
    public static Vector Of(AdqlType type) => type switch
    {
        AdqlType.Integer => new IntegerVector(),
        AdqlType.Real => new RealVector(),
        AdqlType.Text or AdqlType.Timestamp or AdqlType.Null => new TextVector(),
        _ => new ObjectVector(),
    };

    /// <summary>Order where a value may be NULL; null where neither is.</summary>
    protected int? NullOrder(int a, int b) => (IsNull(a), IsNull(b)) switch
    {
        (false, false) => null,
        (true, true) => 0,
        (true, false) => 1,
        _ => -1,
    };
}

/// <summary>Real numbers; what is not a number is NULL.</summary>
internal sealed class RealVector : Vector
{
    /// <summary>The values.</summary>
    public double[] Values { get; private set; } = new double[RowBlock.Most];

    /// <summary>The values several at a time; the last may reach beyond the rows, within the block's memory.</summary>
    public Span<Vector<double>> Lanes(int rows)
    {
        int width = Vector<double>.Count;
        return MemoryMarshal.Cast<double, Vector<double>>(Values.AsSpan(0, (rows + width - 1) / width * width));
    }

    /// <inheritdoc/>
    public override void Reserve(int rows) => Values = Room.Of(Values, rows);

    /// <inheritdoc/>
    public override bool IsNull(int row) => double.IsNaN(Values[row]);

    /// <inheritdoc/>
    public override object? Box(int row) => double.IsNaN(Values[row]) ? null : Values[row];

    /// <inheritdoc/>
    public override void Set(int row, object? value) => Values[row] = value is double real ? real : double.NaN;

    /// <inheritdoc/>
    public override void Copy(Vector from, int source, int target) => Values[target] = ((RealVector)from).Values[source];

    /// <inheritdoc/>
    public override int Compare(int a, int b) => NullOrder(a, b) ?? Values[a].CompareTo(Values[b]);
}

/// <summary>Whole numbers.</summary>
internal sealed class IntegerVector : Vector
{
    /// <summary>The values; without meaning where a row is NULL.</summary>
    public long[] Values { get; private set; } = new long[RowBlock.Most];

    /// <summary>True where a row is NULL.</summary>
    public bool[] Nulls { get; private set; } = new bool[RowBlock.Most];

    /// <inheritdoc/>
    public override void Reserve(int rows) => (Values, Nulls) = (Room.Of(Values, rows), Room.Of(Nulls, rows));

    /// <inheritdoc/>
    public override bool IsNull(int row) => Nulls[row];

    /// <inheritdoc/>
    public override object? Box(int row) => Nulls[row] ? null : Values[row];

    /// <inheritdoc/>
    public override void Set(int row, object? value)
    {
        Nulls[row] = value is null;
        Values[row] = value is long whole ? whole : 0;
    }

    /// <inheritdoc/>
    public override void Copy(Vector from, int source, int target)
    {
        var other = (IntegerVector)from;
        Nulls[target] = other.Nulls[source];
        Values[target] = other.Values[source];
    }

    /// <inheritdoc/>
    public override int Compare(int a, int b) => NullOrder(a, b) ?? Values[a].CompareTo(Values[b]);
}

/// <summary>Texts; null is NULL.</summary>
internal sealed class TextVector : Vector
{
    /// <summary>The values.</summary>
    public string?[] Values { get; private set; } = new string?[RowBlock.Most];

    /// <inheritdoc/>
    public override void Reserve(int rows) => Values = Room.Of(Values, rows);

    /// <inheritdoc/>
    public override bool IsNull(int row) => Values[row] is null;

    /// <inheritdoc/>
    public override object? Box(int row) => Values[row];

    /// <inheritdoc/>
    public override void Set(int row, object? value) => Values[row] = value as string;

    /// <inheritdoc/>
    public override void Copy(Vector from, int source, int target) => Values[target] = ((TextVector)from).Values[source];

    /// <inheritdoc/>
    public override int Compare(int a, int b) => NullOrder(a, b) ?? TextOrder.Compare(Values[a]!, Values[b]!);
}

/// <summary>Shapes, coverages and arrays; null is NULL.</summary>
internal sealed class ObjectVector : Vector
{
    private object?[] _values = new object?[RowBlock.Most];

    /// <inheritdoc/>
    public override void Reserve(int rows) => _values = Room.Of(_values, rows);

    /// <inheritdoc/>
    public override bool IsNull(int row) => _values[row] is null;

    /// <inheritdoc/>
    public override object? Box(int row) => _values[row];

    /// <inheritdoc/>
    public override void Set(int row, object? value) => _values[row] = value;

    /// <inheritdoc/>
    public override void Copy(Vector from, int source, int target) => _values[target] = from.Box(source);

    /// <inheritdoc/>
    public override int Compare(int a, int b) => NullOrder(a, b) ?? string.CompareOrdinal(Form(a), Form(b));

    private string Form(int row) => _values[row] switch
    {
        SkyShape shape => ShapeText.Write(shape),
        MocCoverage coverage => coverage.Text,
        _ => string.Empty,
    };
}
