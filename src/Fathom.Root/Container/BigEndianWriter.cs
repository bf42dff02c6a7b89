using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Fathom.Root.Container;

/// <summary>Records of the container, in ROOT's classic byte order (TBuffer).</summary>
internal sealed class BigEndianWriter
{
    private const uint ByteCountMark = 0x40000000;
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    internal ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    internal int Length => _bytes.WrittenCount;

    internal BigEndianWriter U8(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    internal BigEndianWriter U16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value);
        return this;
    }

    internal BigEndianWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);
        return this;
    }

    internal BigEndianWriter I32(int value) => U32((uint)value);

    internal BigEndianWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);
        return this;
    }

    /// <summary>A position: eight bytes in a big record, four otherwise.</summary>
    internal BigEndianWriter Seek(long value, bool big) => big ? U64((ulong)value) : U32(checked((uint)value));

    internal BigEndianWriter Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Take(value.Length));
        return this;
    }

    /// <summary>A TString: one byte of length, or 255 and four bytes.</summary>
    internal BigEndianWriter Text(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        return (utf8.Length < 255 ? U8((byte)utf8.Length) : U8(255).I32(utf8.Length)).Raw(utf8);
    }

    /// <summary>Text that ends with a zero byte, as class names of objects do.</summary>
    internal BigEndianWriter ZeroEnded(string value) => Raw(Encoding.UTF8.GetBytes(value)).U8(0);

    /// <summary>A part that opens with its own length and the mark of a byte count.</summary>
    internal BigEndianWriter Counted(Action<BigEndianWriter> part, int lengthBefore = 0)
    {
        BigEndianWriter inner = new() { Start = Start + Length + 4 + lengthBefore };
        part(inner);
        return U32(ByteCountMark | (uint)inner.Length).Raw(inner.Written);
    }

    /// <summary>Position of the first byte in the record, for references to classes.</summary>
    internal int Start { get; init; }

    internal static int TextLength(string value)
    {
        int bytes = Encoding.UTF8.GetByteCount(value);
        return bytes < 255 ? 1 + bytes : 5 + bytes;
    }

    private Span<byte> Take(int length)
    {
        Span<byte> target = _bytes.GetSpan(length)[..length];
        _bytes.Advance(length);
        return target;
    }
}
