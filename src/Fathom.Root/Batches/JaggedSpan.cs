namespace Fathom.Root.Batches;

/// <summary>Lists of differing length, without a copy: all items one after the other, and the offsets that cut them.</summary>
/// <param name="offsets">Shape (lists + 1): list i is items[offsets[i] .. offsets[i + 1]].</param>
/// <param name="values">Items of all lists.</param>
public readonly ref struct JaggedSpan<T>(ReadOnlySpan<int> offsets, ReadOnlySpan<T> values)
{
    /// <summary>Where each list begins, and where the last one ends: shape (lists + 1).</summary>
    public ReadOnlySpan<int> Offsets { get; } = offsets;

    /// <summary>Items of all lists, one after the other.</summary>
    public ReadOnlySpan<T> Values { get; } = values;

    /// <summary>Number of lists.</summary>
    public int Count => Offsets.Length - 1;

    /// <summary>One list.</summary>
    public ReadOnlySpan<T> this[int list] => Values[Offsets[list]..Offsets[list + 1]];
}
