using System.Runtime.CompilerServices;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>One number in one column (specification, "Fundamental Types").</summary>
/// <param name="cppName">C++ type of the field.</param>
/// <param name="first">How the column is stored, until that is changed.</param>
internal sealed class NumberWriter<T>(string cppName, PageFormat first) : FieldWriter, IRepresented
    where T : unmanaged
{
    private readonly List<ColumnBuffer> _buffers = [];
    private ColumnBuffer _buffer = new(first);
    private bool _narrowed = Narrows(first);

    ColumnBuffer IRepresented.Buffer => _buffer;

    PageFormat IRepresented.Format(ColumnEncoding encoding, bool compressed) => encoding.Of(ElementType.Of<T>(), compressed);

    void IRepresented.Represent(PageFormat wanted)
    {
        if (!_buffers.Contains(_buffer))
        {
            _buffers.Add(_buffer);
        }

        _buffer = _buffers.Find(known => known.Format == wanted) ?? new ColumnBuffer(wanted);
        _narrowed = Narrows(wanted);
    }

    internal override int Describe(FieldSchema schema, int parent, string name, string description)
    {
        int id = schema.Add(parent, new FieldRecord(0, FieldRole.Leaf, FieldTraits.None, name, cppName, description));
        schema.AddColumn(id, _buffer);
        return id;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(T value)
    {
        if (_narrowed)
        {
            Narrow(value);
        }
        else
        {
            _buffer.Append(value);
        }
    }

    internal void Append(ReadOnlySpan<T> values)
    {
        if (!_narrowed)
        {
            _buffer.Append(values);
            return;
        }

        foreach (T value in values)
        {
            Narrow(value);
        }
    }

    internal override void Append(RootColumn rows, int first, int count) => Append(((NumberColumn<T>)rows).Values.Slice(first, count));

    internal override long Bytes(RootColumn rows, int first, int count) => (long)count * _buffer.Format.Width;

    /// <summary>Whether a value is not kept as it stands in memory.</summary>
    private static bool Narrows(PageFormat format) => format.Type is ColumnType.Real16 or ColumnType.SplitReal16 or ColumnType.Real32Quantised
        || (typeof(T) == typeof(double) && format.Width != sizeof(double));

    private void Narrow(T value)
    {
        PageFormat format = _buffer.Format;
        double number = value is float single ? single : (double)(object)value;
        switch (format.Type)
        {
            case ColumnType.Real16 or ColumnType.SplitReal16:
                _buffer.Append((Half)number);
                break;
            case ColumnType.Real32Quantised when !(number >= format.Minimum && number <= format.Maximum):
                throw new ArgumentOutOfRangeException(
                    nameof(value), number, $"the column is quantised from {format.Minimum} to {format.Maximum}");
            default:
                _buffer.Append((float)number);
                break;
        }
    }
}
