using System.Buffers.Binary;
using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>Double32_t and Float16_t: four bytes of a float, steps within a range, or a shortened float of three bytes.</summary>
internal sealed class PackedFloatDecoder : Decoder
{
    private const int DefaultHalfBits = 12;

    private readonly bool _half;
    private readonly FloatRange _range;

    /// <summary>A packed type.</summary>
    /// <param name="half">Float16_t, in memory a float; Double32_t, in memory a double, otherwise.</param>
    /// <param name="range">How it is packed.</param>
    internal PackedFloatDecoder(bool half, FloatRange range)
    {
        _half = half;
        bool shortened = half && range is { Factor: 0, MantissaBits: 0 };
        _range = shortened ? range with { MantissaBits = DefaultHalfBits } : range;
    }

    internal override int FixedBytes => _range.MantissaBits > 0 ? 3 : 4;

    internal override string TypeName => _half ? "Float16_t" : "Double32_t";

    internal override RootColumn NewColumn() => _half ? new NumberColumn<float>() : new NumberColumn<double>();

    internal override void Read(ByteCursor cursor, RootColumn column) => ReadMany(cursor, column, 1);

    internal override void ReadMany(ByteCursor cursor, RootColumn column, int count)
    {
        ReadOnlySpan<byte> bytes = cursor.Take((int)Math.Min((long)count * FixedBytes, int.MaxValue));
        for (; !bytes.IsEmpty; bytes = bytes[FixedBytes..])
        {
            double value = Value(bytes);
            if (column is NumberColumn<float> floats)
            {
                floats.Add((float)value);
            }
            else
            {
                ((NumberColumn<double>)column).Add(value);
            }
        }
    }

    private double Value(ReadOnlySpan<byte> bytes)
    {
        if (_range.Factor != 0 && _half)
        {
            return (BinaryPrimitives.ReadUInt32BigEndian(bytes) * (float)(1 / _range.Factor)) + (float)_range.Minimum;
        }

        if (_range.Factor != 0)
        {
            return (BinaryPrimitives.ReadUInt32BigEndian(bytes) / _range.Factor) + _range.Minimum;
        }

        return _range.MantissaBits > 0
            ? Shortened(bytes[0], BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]))
            : BinaryPrimitives.ReadSingleBigEndian(bytes);
    }

    /// <summary>One byte of exponent; the mantissa, one bit for rounding, and the sign above it.</summary>
    private float Shortened(byte exponent, ushort mantissa)
    {
        int bits = _range.MantissaBits;
        int packed = (exponent << 23) | ((mantissa & ((1 << (bits + 1)) - 1)) << (23 - bits));
        float value = BitConverter.Int32BitsToSingle(packed);
        return ((1 << (bits + 1)) & mantissa) != 0 ? -value : value;
    }
}
