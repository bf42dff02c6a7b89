using System.Runtime.CompilerServices;
using Fathom.Root.NTuple.Fields;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple;

/// <summary>A field of one number per entry.</summary>
/// <typeparam name="T">bool, sbyte to ulong, float or double.</typeparam>
public sealed class ScalarColumn<T> : NTupleColumn where T : unmanaged
{
    private readonly ColumnEncoding _encoding;
    private NumberWriter<T> _values = null!;
    private ReadOnlyMemory<T> _batch;
    private bool _batched;

    internal ScalarColumn(string name, string description, ColumnEncoding encoding)
        : base(name, description)
    {
        TypeName = ElementType.Of<T>().CppName;
        _ = encoding.Of(ElementType.Of<T>(), compressed: true);
        _encoding = encoding;
    }

    /// <summary>The value that the next <see cref="NTupleWriter.Fill()"/> writes; kept until set again.</summary>
    public T Value { get; set; }

    /// <inheritdoc/>
    public override string TypeName { get; }

    internal override int BatchCount => _batched ? _batch.Length : -1;

    /// <summary>Sets the values of the entries that the next <see cref="NTupleWriter.Fill(int)"/> writes; read until then.</summary>
    /// <param name="values">Shape (entries).</param>
    public void SetBatch(ReadOnlyMemory<T> values)
    {
        _batch = values;
        _batched = true;
    }

    internal override IRepresented Numbers => _values;

    internal override FieldWriter Open(bool compressed) => _values = FieldType.NewNumber<T>(_encoding, compressed);

    internal override long Fill()
    {
        _values.Append(Value);
        return Unsafe.SizeOf<T>();
    }

    internal override long BatchBytes(int first, int count) => (long)count * Unsafe.SizeOf<T>();

    internal override void FillBatch(int first, int count) => _values.Append(_batch.Span.Slice(first, count));

    internal override void EndBatch() => (_batch, _batched) = (default, false);
}
