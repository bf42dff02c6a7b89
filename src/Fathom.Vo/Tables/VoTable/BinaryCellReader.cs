using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.VoTable;

/// <summary>Reads the cells of one column from BINARY or BINARY2.</summary>
internal abstract class BinaryCellReader
{
    /// <summary>Where the values are put.</summary>
    public abstract ColumnBatch Batch { get; }

    /// <summary>The reader of a column.</summary>
    public static BinaryCellReader For(VoTableField field, TableLimits limits)
    {
        var width = field.DataType is "bit" ? 0 : 1;
        return field.Column switch
        {
            { IsText: true } => new TextCell(field, limits),
            { ArraySize: null, Type: VoType.Boolean } when width == 1 => new TruthCell(),
            { Type: VoType.Boolean } when width == 0 => new BitCell(field, limits),
            { ArraySize: null } column => column.Type switch
            {
                VoType.UnsignedByte => new NumberCell<byte>(Null<byte>(field)),
                VoType.Short => new NumberCell<short>(Null<short>(field)),
                VoType.Int => new NumberCell<int>(Null<int>(field)),
                VoType.Long => new NumberCell<long>(Null<long>(field)),
                VoType.Float => new NumberCell<float>(null),
                _ => new NumberCell<double>(null),
            },
            { } column => column.Type switch
            {
                VoType.Boolean => new ListCell<bool>(field, limits, 1, bytes => [.. bytes.ToArray().Select(value => value is (byte)'T' or (byte)'t' or (byte)'1')]),
                VoType.UnsignedByte => new ListCell<byte>(field, limits, 1, bytes => bytes.ToArray()),
                VoType.Short => new ListCell<short>(field, limits, 2, BigEndian.List<short>),
                VoType.Int => new ListCell<int>(field, limits, 4, BigEndian.List<int>),
                VoType.Long => new ListCell<long>(field, limits, 8, BigEndian.List<long>),
                VoType.Float => new ListCell<float>(field, limits, 4, BigEndian.List<float>),
                _ => new ListCell<double>(field, limits, 8, BigEndian.List<double>),
            },
        };
    }

    /// <summary>Reads a row's value.</summary>
    /// <param name="content">Where from.</param>
    /// <param name="isNull">True where its flag says that it is none; its bytes are there all the same.</param>
    public abstract void Read(BinaryStreamContent content, bool isNull);

    private static T? Null<T>(VoTableField field)
        where T : struct, IBinaryInteger<T> => field.Null is { } text && CellReader.TryInteger<T>(text, out var value) ? value : null;

    /// <summary>Bytes of the next value: as many as the description fixes or as a count before them says.</summary>
    private static ReadOnlySpan<byte> Take(BinaryStreamContent content, int? size, int width, int limit)
    {
        var count = size ?? BigEndian.Get<int>(content.Take(sizeof(int)));
        return count >= 0 && (long)count * width <= limit ? content.Take(count * width)
            : throw content.Problem(string.Create(CultureInfo.InvariantCulture, $"expected 0 to {limit / width} elements, found {count}"));
    }

    private sealed class NumberCell<T>(T? empty) : BinaryCellReader
        where T : unmanaged, INumber<T>
    {
        private readonly ValueBatch<T> _values = new();

        public override ColumnBatch Batch => _values;

        public override void Read(BinaryStreamContent content, bool isNull)
        {
            var value = BigEndian.Get<T>(content.Take(Unsafe.SizeOf<T>()));
            if (isNull || value == empty || T.IsNaN(value))
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(value);
            }
        }
    }

    private sealed class TruthCell : BinaryCellReader
    {
        private readonly ValueBatch<bool> _values = new();

        public override ColumnBatch Batch => _values;

        public override void Read(BinaryStreamContent content, bool isNull)
        {
            var value = content.Take(1)[0];
            if (isNull || value is (byte)'?' or (byte)' ' or 0)
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(value is (byte)'T' or (byte)'t' or (byte)'1');
            }
        }
    }

    private sealed class BitCell(VoTableField field, TableLimits limits) : BinaryCellReader
    {
        private readonly ValueBatch<bool> _single = new();
        private readonly ValueBatch<bool[]> _lists = new();
        private readonly bool _isSingle = field.Column.ArraySize is null;

        public override ColumnBatch Batch => _isSingle ? _single : _lists;

        public override void Read(BinaryStreamContent content, bool isNull)
        {
            var count = field.FixedSize ?? BigEndian.Get<int>(content.Take(sizeof(int)));
            if (count < 0 || count > limits.CellBytes)
            {
                throw content.Problem(string.Create(CultureInfo.InvariantCulture, $"expected 0 to {limits.CellBytes} bits, found {count}"));
            }

            var bytes = content.Take((count + 7) / 8);
            if (isNull)
            {
                Batch.AddNull();
            }
            else if (_isSingle)
            {
                _single.Add((bytes[0] & 0x80) != 0);
            }
            else
            {
                var bits = new bool[count];
                for (var i = 0; i < count; i++)
                {
                    bits[i] = (bytes[i >> 3] & (0x80 >> (i & 7))) != 0;
                }

                _lists.Add(bits);
            }
        }
    }

    private sealed class TextCell(VoTableField field, TableLimits limits) : BinaryCellReader
    {
        private readonly ValueBatch<string> _values = new();
        private readonly bool _isWide = field.Column.Type == VoType.UnicodeChar;

        public override ColumnBatch Batch => _values;

        public override void Read(BinaryStreamContent content, bool isNull)
        {
            var bytes = Take(content, field.FixedSize, _isWide ? 2 : 1, limits.CellBytes);
            var text = _isWide ? Encoding.BigEndianUnicode.GetString(bytes) : Encoding.UTF8.GetString(bytes);
            var end = text.IndexOf('\0', StringComparison.Ordinal);
            text = end < 0 ? text : text[..end];
            if (isNull || text.Length == 0)
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(text);
            }
        }
    }

    private delegate T[] Decoder<T>(ReadOnlySpan<byte> bytes);

    private sealed class ListCell<T>(VoTableField field, TableLimits limits, int width, Decoder<T> decode) : BinaryCellReader
    {
        private readonly ValueBatch<T[]> _values = new();

        /// <summary>Where complex numbers are counted, each is two of ours.</summary>
        private readonly int _width = field.FixedSize is null && field.DataType.EndsWith("Complex", StringComparison.Ordinal) ? 2 * width : width;

        public override ColumnBatch Batch => _values;

        public override void Read(BinaryStreamContent content, bool isNull)
        {
            var bytes = Take(content, field.FixedSize, _width, limits.CellBytes);
            if (isNull)
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(decode(bytes));
            }
        }
    }
}
