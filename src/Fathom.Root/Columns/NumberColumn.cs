using System.Globalization;
using System.Text;

namespace Fathom.Root.Columns;

/// <summary>One number, or truth value, per row.</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class NumberColumn<T> : RootColumn
    where T : unmanaged
{
    private GrowingArray<T> _values = new();

    /// <summary>The values, shape (rows).</summary>
    public ReadOnlySpan<T> Values => _values.Values;

    /// <inheritdoc/>
    public override int Count => _values.Count;

    internal override LeafKinds Kinds => LeafKinds.Numbers;

    /// <summary>Appends a row.</summary>
    public void Add(T value) => _values.Add(value);

    /// <summary>Appends rows.</summary>
    public void Add(ReadOnlySpan<T> values) => values.CopyTo(_values.Extend(values.Length));

    internal Span<T> Extend(int count) => _values.Extend(count);

    internal override void Clear() => _values.Clear();

    internal override void Release() => _values.Release();

    internal override void AddDefault() => _values.Add(default);

    internal override void AddFrom(RootColumn other, int row) => _values.Add(((NumberColumn<T>)other).Values[row]);

    internal override void AddFrom(RootColumn other, int first, int count) =>
        ((NumberColumn<T>)other).Values.Slice(first, count).CopyTo(_values.Extend(count));

    internal override void Accumulate(LeafSum sum)
    {
        foreach (T value in Values)
        {
            sum.Add(AsDouble(value));
        }
    }

    internal override void WriteJson(StringBuilder json, int row)
    {
        T value = Values[row];
        if (value is bool truth)
        {
            json.Append(truth ? "true" : "false");
        }
        else if (value is float or double)
        {
            JsonText.Number(json, AsDouble(value));
        }
        else
        {
            json.Append(CultureInfo.InvariantCulture, $"{value}");
        }
    }

    internal static double AsDouble(T value) => value switch
    {
        double number => number,
        float number => number,
        int number => number,
        uint number => number,
        short number => number,
        ushort number => number,
        sbyte number => number,
        byte number => number,
        long number => number,
        ulong number => number,
        bool truth => truth ? 1 : 0,
        _ => throw new NotSupportedException(typeof(T).Name),
    };
}
