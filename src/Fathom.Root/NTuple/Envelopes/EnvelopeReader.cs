using System.Buffers.Binary;
using System.Text;
using Fathom.Root.Checksums;

namespace Fathom.Root.NTuple.Envelopes;

/// <summary>Reads an envelope or a frame of it; every step past the end is a <see cref="RootFormatException"/>.</summary>
internal ref struct EnvelopeReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _path;
    private readonly long _fileOffset;
    private readonly string _name;
    private readonly int _start;
    private int _at;

    private EnvelopeReader(ReadOnlySpan<byte> bytes, string path, long fileOffset, string name, int start)
    {
        _bytes = bytes;
        _path = path;
        _fileOffset = fileOffset;
        _name = name;
        _start = start;
    }

    internal readonly int Remaining => _bytes.Length - _at;

    /// <summary>Checks type, length and checksum of an envelope and opens its payload.</summary>
    /// <param name="envelope">The whole envelope, unpacked.</param>
    /// <param name="type">The type that it must be of.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="fileOffset">Where the envelope lies in the file, for messages.</param>
    /// <param name="checksum">Its checksum.</param>
    internal static EnvelopeReader Open(ReadOnlySpan<byte> envelope, EnvelopeType type, string path, long fileOffset, out ulong checksum)
    {
        EnvelopeReader reader = new(envelope, path, fileOffset, $"{type} envelope", 0);
        if (envelope.Length < 16)
        {
            throw reader.Fault("at least 16 bytes", $"{envelope.Length}");
        }

        checksum = BinaryPrimitives.ReadUInt64LittleEndian(envelope[^8..]);
        ulong computed = Xxh3.Hash(envelope[..^8]);
        if (computed != checksum)
        {
            throw reader.Fault($"content of checksum {checksum:x16}", $"{computed:x16}");
        }

        ulong preamble = reader.U64();
        if ((preamble & 0xFFFF) != (ulong)type || preamble >> 16 != (ulong)envelope.Length)
        {
            throw reader.Fault($"type {(int)type} and length {envelope.Length}", $"type {preamble & 0xFFFF} and length {preamble >> 16}");
        }

        return new EnvelopeReader(envelope[8..^8], path, fileOffset, reader._name, 8);
    }

    internal ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal int I32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    internal ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    internal long I64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    internal double F64() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    internal string Text()
    {
        uint length = U32();
        return length <= Remaining
            ? Encoding.UTF8.GetString(Take((int)length))
            : throw Fault($"a text that fits into the {Remaining} bytes left", $"a length of {length}");
    }

    /// <summary>Bytes with their length before them, as a text has it.</summary>
    internal byte[] Blob()
    {
        uint length = U32();
        return length <= Remaining ? Take((int)length).ToArray() : throw Fault($"bytes that fit into the {Remaining} left", $"a length of {length}");
    }

    /// <summary>Opens a record frame and steps over it.</summary>
    internal EnvelopeReader Record()
    {
        long size = I64();
        return size >= 8 ? Frame(size, preamble: 8) : throw Fault("a record frame", $"a frame of size {size}");
    }

    /// <summary>Opens a list frame and steps over it.</summary>
    /// <param name="minimum">Bytes that an item takes at least: more items than fit are refused.</param>
    /// <param name="count">Number of items.</param>
    internal EnvelopeReader List(int minimum, out int count)
    {
        long size = I64();
        if (size > -12 || size == long.MinValue)
        {
            throw Fault("a list frame", $"a frame of size {size}");
        }

        EnvelopeReader frame = Frame(-size, preamble: 8);
        uint items = frame.U32();
        count = items <= frame.Remaining / minimum
            ? (int)items
            : throw Fault($"items of at least {minimum} bytes in {frame.Remaining} bytes", $"a count of {items}");
        return frame;
    }

    internal readonly RootFormatException Fault(string expected, string found) =>
        new(_path, _fileOffset, $"{expected} at byte {_start + _at} of the {_name}", found);

    private EnvelopeReader Frame(long size, int preamble)
    {
        long content = size - preamble;
        if (content > Remaining)
        {
            throw Fault($"a frame within the {Remaining} bytes left", $"a size of {size}");
        }

        int start = _start + _at;
        return new EnvelopeReader(Take((int)content), _path, _fileOffset, _name, start);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Remaining)
        {
            throw Fault($"{length} more bytes", $"{Remaining}");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }
}
