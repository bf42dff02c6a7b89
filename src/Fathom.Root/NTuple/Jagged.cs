namespace Fathom.Root.NTuple;

/// <summary>Rows of differing length, as one array of values and the offsets that cut it.</summary>
public sealed class Jagged<T>
{
    private readonly long[] _offsets;

    /// <summary>Rows from offsets and values.</summary>
    /// <param name="offsets">Shape (rows + 1): row i is values[offsets[i] .. offsets[i + 1]].</param>
    /// <param name="values">Values of all rows, one after the other.</param>
    public Jagged(long[] offsets, T[] values)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(values);
        if (offsets.Length == 0 || offsets[0] != 0 || offsets[^1] != values.Length)
        {
            throw new ArgumentException("offsets must begin with 0 and end with the number of values", nameof(offsets));
        }

        _offsets = offsets;
        Values = values;
    }

    /// <summary>Where each row begins, and where the last one ends: shape (rows + 1).</summary>
    public ReadOnlySpan<long> Offsets => _offsets;

    /// <summary>Values of all rows, one after the other.</summary>
    public T[] Values { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _offsets.Length - 1;

    /// <summary>One row.</summary>
    public ReadOnlySpan<T> this[int entry] =>
        Values.AsSpan((int)_offsets[entry], (int)(_offsets[entry + 1] - _offsets[entry]));
}
