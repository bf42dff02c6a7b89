using System.Buffers.Binary;
using System.Text;

namespace Fathom.Root.Container;

/// <summary>Reads records of the container; every step past the end is a <see cref="RootFormatException"/>.</summary>
/// <param name="bytes">The record.</param>
/// <param name="path">The file, for messages.</param>
/// <param name="start">Where the record lies in the file, for messages.</param>
internal ref struct BigEndianReader(ReadOnlySpan<byte> bytes, string path, long start)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly string _path = path;
    private readonly long _start = start;
    private int _at;

    internal readonly int Remaining => _bytes.Length - _at;

    internal readonly int Position => _at;

    internal byte U8() => Take(1)[0];

    internal ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    internal uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    internal int I32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    internal ulong U64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    internal long Seek(bool big) => big ? (long)U64() : U32();

    internal string Text()
    {
        int length = U8();
        if (length == 255)
        {
            length = I32();
        }

        return length >= 0 && length <= Remaining
            ? Encoding.UTF8.GetString(Take(length))
            : throw Fault($"a text that fits into the {Remaining} bytes left", $"a length of {length}");
    }

    internal ReadOnlySpan<byte> Take(int length)
    {
        if (length > Remaining)
        {
            throw Fault($"{length} more bytes of the record", $"{Remaining}");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }

    internal readonly RootFormatException Fault(string expected, string found) => new(_path, _start + _at, expected, found);
}
