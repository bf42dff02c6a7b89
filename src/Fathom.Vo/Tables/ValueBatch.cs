using System.Runtime.InteropServices;

namespace Fathom.Vo.Tables;

/// <summary>The values of a column: <c>bool</c>, <c>byte</c>, <c>short</c>, <c>int</c>, <c>long</c>, <c>float</c> or <c>double</c> for
/// single values, <c>string</c> for texts, and arrays of the former for array columns.</summary>
/// <typeparam name="T">Type of a row's value.</typeparam>
public sealed class ValueBatch<T> : ColumnBatch
{
    private readonly List<T?> _values = [];

    /// <inheritdoc/>
    public override int Count => _values.Count;

    /// <summary>The values, with the type's default where a row is null; valid until the next addition.</summary>
    public ReadOnlySpan<T?> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>Adds a row.</summary>
    public void Add(T value) => _values.Add(value);

    /// <summary>Adds rows that all have values.</summary>
    public void AddRange(ReadOnlySpan<T?> values) => _values.AddRange(values);

    /// <inheritdoc/>
    public override void AddNull()
    {
        MarkNull(_values.Count);
        _values.Add(default);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        _values.Clear();
    }
}
