using System.Runtime.CompilerServices;
using Fathom.Root.Columns;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Root.NTuple.Fields;

/// <summary>One number in one column (specification, "Fundamental Types").</summary>
/// <param name="cppName">C++ type of the field.</param>
/// <param name="format">How the column is stored.</param>
internal sealed class NumberWriter<T>(string cppName, PageFormat format) : FieldWriter
    where T : unmanaged
{
    private readonly ColumnBuffer _buffer = new(format);
    private readonly bool _narrowed = format.Type is ColumnType.Real16 or ColumnType.SplitReal16 or ColumnType.Real32Quantised
        || (typeof(T) == typeof(double) && format.Width != sizeof(double));

    internal long ClusterElements => _buffer.ClusterElements;

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

    internal override long Bytes(RootColumn rows, int first, int count) => (long)count * format.Width;

    private void Narrow(T value)
    {
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
