using System.Runtime.CompilerServices;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>A field of any number of numbers per entry: <c>std::vector&lt;T&gt;</c>.</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class VectorColumn<T> : NTupleColumn where T : unmanaged
{
    private readonly ColumnBuffer _offsets = new(ElementType.Index);
    private readonly ColumnBuffer _values = new(ElementType.Of<T>());
    private T[] _current = [];
    private int _length;

    internal VectorColumn(string name, string description)
        : base(name, description)
    {
    }

    /// <inheritdoc/>
    public override string TypeName => $"std::vector<{_values.Type.CppName}>";

    /// <summary>Copies the values that the next <see cref="NTupleWriter.Fill"/> writes; kept until set again.</summary>
    public void Set(ReadOnlySpan<T> values)
    {
        if (values.Length > _current.Length)
        {
            _current = new T[Math.Max(values.Length, 2 * _current.Length)];
        }

        values.CopyTo(_current);
        _length = values.Length;
    }

    internal override IReadOnlyList<ColumnBuffer> Describe(Schema schema, bool compressed)
    {
        int field = AddField(schema, FieldRole.Collection);
        int item = schema.Add(new FieldRecord(field, FieldRole.Leaf, FieldTraits.None, "_0", _values.Type.CppName, ""));
        AddColumn(schema, _offsets, field, compressed);
        AddColumn(schema, _values, item, compressed);
        return [_offsets, _values];
    }

    internal override int Fill()
    {
        _values.Append<T>(_current.AsSpan(0, _length));
        _offsets.Append((ulong)_values.ClusterElements);
        return (Unsafe.SizeOf<T>() * _length) + sizeof(ulong);
    }
}
