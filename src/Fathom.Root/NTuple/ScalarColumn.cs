using System.Runtime.CompilerServices;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>A field of one number per entry.</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class ScalarColumn<T> : NTupleColumn where T : unmanaged
{
    private readonly ColumnBuffer _values = new(ElementType.Of<T>());

    internal ScalarColumn(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>The value that the next <see cref="NTupleWriter.Fill"/> writes; kept until set again.</summary>
    public T Value { get; set; }

    /// <inheritdoc/>
    public override string TypeName => _values.Type.CppName;

    internal override IReadOnlyList<ColumnBuffer> Describe(Schema schema, bool compressed)
    {
        AddColumn(schema, _values, AddField(schema, FieldRole.Leaf), compressed);
        return [_values];
    }

    internal override int Fill()
    {
        _values.Append(Value);
        return Unsafe.SizeOf<T>();
    }
}
