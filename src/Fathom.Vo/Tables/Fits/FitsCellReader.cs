using System.Numerics;
using System.Text;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Vo.Tables.Fits;

/// <summary>Reads the cells of one column from the bytes of its elements.</summary>
internal abstract class FitsCellReader
{
    /// <summary>Where the values are put.</summary>
    public abstract ColumnBatch Batch { get; }

    /// <summary>The reader of a column.</summary>
    public static FitsCellReader For(FitsColumn column)
    {
        var isList = column.Column.ArraySize is not null;
        return (column.Letter, column.Column.Type) switch
        {
            ('A', _) => new TextCell(),
            ('L', _) => isList ? new ListCell<bool>(bytes => [.. bytes.ToArray().Select(value => value == 'T')]) : new TruthCell(),
            ('X', _) => new BitCell(column.Repeat, isList),
            ('B', VoType.UnsignedByte) => Cell<byte, byte>(isList, column, value => value),
            ('B', VoType.Short) => Cell<byte, short>(isList, column, value => (short)(value - 128)),
            ('B', _) => Cell<byte, double>(isList, column, value => (value * column.Scale) + column.Zero),
            ('I', VoType.Short) => Cell<short, short>(isList, column, value => value),
            ('I', VoType.Int) => Cell<short, int>(isList, column, value => value + 32768),
            ('I', _) => Cell<short, double>(isList, column, value => (value * column.Scale) + column.Zero),
            ('J', VoType.Int) => Cell<int, int>(isList, column, value => value),
            ('J', VoType.Long) => Cell<int, long>(isList, column, value => value + 2147483648L),
            ('J', _) => Cell<int, double>(isList, column, value => (value * column.Scale) + column.Zero),
            ('K', VoType.Long) => Cell<long, long>(isList, column, value => value),
            ('K', _) => Cell<long, double>(isList, column, value => (value * column.Scale) + column.Zero),
            ('E' or 'C', VoType.Float) => Cell<float, float>(isList, column, value => value),
            ('E', _) => Cell<float, double>(isList, column, value => (value * column.Scale) + column.Zero),
            _ => Cell<double, double>(isList, column, value => (value * column.Scale) + column.Zero),
        };
    }

    /// <summary>Adds a row.</summary>
    public abstract void Add(ReadOnlySpan<byte> bytes);

    private static FitsCellReader Cell<TStored, T>(bool isList, FitsColumn column, Func<TStored, T> value)
        where TStored : unmanaged, INumber<TStored>
        where T : unmanaged, INumber<T> => isList
        ? new ListCell<T>(bytes => Array.ConvertAll(BigEndian.List<TStored>(bytes), stored => value(stored)))
        : new NumberCell<TStored, T>(column.Null is { } empty && TStored.IsInteger(TStored.CreateTruncating(empty)) ? TStored.CreateTruncating(empty) : null, value);

    private sealed class NumberCell<TStored, T>(TStored? empty, Func<TStored, T> convert) : FitsCellReader
        where TStored : unmanaged, INumber<TStored>
        where T : unmanaged, INumber<T>
    {
        private readonly TStored? _empty = typeof(TStored) == typeof(float) || typeof(TStored) == typeof(double) ? null : empty;
        private readonly ValueBatch<T> _values = new();

        public override ColumnBatch Batch => _values;

        public override void Add(ReadOnlySpan<byte> bytes)
        {
            var stored = BigEndian.Get<TStored>(bytes);
            if (stored == _empty || TStored.IsNaN(stored))
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(convert(stored));
            }
        }
    }

    private delegate T[] Decoder<T>(ReadOnlySpan<byte> bytes);

    private sealed class ListCell<T>(Decoder<T> decode) : FitsCellReader
    {
        private readonly ValueBatch<T[]> _values = new();

        public override ColumnBatch Batch => _values;

        public override void Add(ReadOnlySpan<byte> bytes) => _values.Add(decode(bytes));
    }

    private sealed class TruthCell : FitsCellReader
    {
        private readonly ValueBatch<bool> _values = new();

        public override ColumnBatch Batch => _values;

        public override void Add(ReadOnlySpan<byte> bytes)
        {
            if (bytes[0] is (byte)'T' or (byte)'F')
            {
                _values.Add(bytes[0] == 'T');
            }
            else
            {
                _values.AddNull();
            }
        }
    }

    private sealed class BitCell(int bits, bool isList) : FitsCellReader
    {
        private readonly ValueBatch<bool> _single = new();
        private readonly ValueBatch<bool[]> _lists = new();

        public override ColumnBatch Batch => isList ? _lists : _single;

        public override void Add(ReadOnlySpan<byte> bytes)
        {
            var list = new bool[bits];
            for (var i = 0; i < bits; i++)
            {
                list[i] = (bytes[i >> 3] & (0x80 >> (i & 7))) != 0;
            }

            if (isList)
            {
                _lists.Add(list);
            }
            else
            {
                _single.Add(list[0]);
            }
        }
    }

    private sealed class TextCell : FitsCellReader
    {
        private readonly ValueBatch<string> _values = new();

        public override ColumnBatch Batch => _values;

        public override void Add(ReadOnlySpan<byte> bytes)
        {
            var end = bytes.IndexOf((byte)0);
            var text = Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd(' ');
            if (text.Length == 0)
            {
                _values.AddNull();
            }
            else
            {
                _values.Add(text);
            }
        }
    }
}
