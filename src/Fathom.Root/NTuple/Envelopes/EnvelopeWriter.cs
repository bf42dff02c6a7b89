using System.Buffers.Binary;
using System.Text;
using Fathom.Root.Checksums;

namespace Fathom.Root.NTuple.Envelopes;

/// <summary>Payload of an envelope: little-endian basic types and frames (specification, "Basic Types", "Frames").</summary>
internal sealed class EnvelopeWriter
{
    private const int Preamble = 8;
    private byte[] _bytes = new byte[1024];
    private int _length = Preamble;

    internal EnvelopeWriter U16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Take(2), (ushort)value);
        return this;
    }

    internal EnvelopeWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);
        return this;
    }

    internal EnvelopeWriter I32(int value) => U32((uint)value);

    internal EnvelopeWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);
        return this;
    }

    internal EnvelopeWriter I64(long value) => U64((ulong)value);

    internal EnvelopeWriter F64(double value) => U64(BitConverter.DoubleToUInt64Bits(value));

    internal EnvelopeWriter Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        U32((uint)length);
        Encoding.UTF8.GetBytes(value, Take(length));
        return this;
    }

    /// <summary>Opens a record frame.</summary>
    /// <returns>What <see cref="EndRecord"/> needs to close it.</returns>
    internal int BeginRecord()
    {
        int start = _length;
        U64(0);
        return start;
    }

    internal EnvelopeWriter EndRecord(int start)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(start), _length - start);
        return this;
    }

    /// <summary>Opens a list frame of <paramref name="count"/> items.</summary>
    /// <returns>What <see cref="EndList"/> needs to close it.</returns>
    internal int BeginList(int count)
    {
        int start = _length;
        U64(0).U32((uint)count);
        return start;
    }

    internal EnvelopeWriter EndList(int start)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(start), start - _length);
        return this;
    }

    /// <summary>Adds the preamble and the checksum: the whole envelope.</summary>
    internal ReadOnlySpan<byte> Close(EnvelopeType type, out ulong checksum)
    {
        ulong length = (ulong)_length + 8;
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes, (ulong)type | (length << 16));
        checksum = Xxh3.Hash(_bytes.AsSpan(0, _length));
        U64(checksum);
        return _bytes.AsSpan(0, _length);
    }

    private Span<byte> Take(int length)
    {
        if (_length + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + length, 2 * _bytes.Length));
        }

        Span<byte> target = _bytes.AsSpan(_length, length);
        _length += length;
        return target;
    }
}
