using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Fathom.Root.Streamers;

/// <summary>
/// Steps through the bytes of streamed objects (TBufferFile). Every step past the end is a
/// <see cref="RootFormatException"/>; what is reserved for values never exceeds what the bytes left could hold.
/// </summary>
internal sealed class ByteCursor
{
    private const uint ByteCountFlag = 0x40000000;
    private const int MaximumDepth = 200;

    private readonly string _path;
    private byte[] _bytes = [];
    private long _fileOffset;
    private int _depth;

    internal ByteCursor(string path) => _path = path;

    internal int Position { get; private set; }

    /// <summary>Where reading ends: of the buffer, or of the entry that is read.</summary>
    internal int End { get; private set; }

    /// <summary>Bytes of the key before the buffer: references count from the begin of the key.</summary>
    internal int Origin { get; private set; }

    /// <summary>Objects and classes seen in this buffer, by their place.</summary>
    internal Dictionary<long, object?> References { get; } = [];

    internal int Remaining => End - Position;

    internal bool AtEnd => Position >= End;

    /// <summary>Begins a buffer.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="length">Bytes of it that count.</param>
    /// <param name="fileOffset">Where it lies in the file, for messages.</param>
    /// <param name="origin">Bytes of the key before it.</param>
    internal void Open(byte[] bytes, int length, long fileOffset, int origin)
    {
        _bytes = bytes;
        _fileOffset = fileOffset;
        Origin = origin;
        Select(0, length);
    }

    /// <summary>Goes to a part of the buffer, such as an entry; references do not reach out of it.</summary>
    internal void Select(int start, int end)
    {
        Position = start;
        End = end;
        _depth = 0;
        if (References.Count > 0)
        {
            References.Clear();
        }
    }

    internal byte U8() => Take(1)[0];

    internal ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    internal short I16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    internal uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    internal int I32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    internal long I64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    internal float F32() => BinaryPrimitives.ReadSingleBigEndian(Take(4));

    /// <summary>The next bytes without a step.</summary>
    internal uint PeekU32(int ahead = 0) => Remaining >= ahead + 4
        ? BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(Position + ahead))
        : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)Remaining)
        {
            throw Fault($"{length} more bytes", $"{Remaining}");
        }

        ReadOnlySpan<byte> taken = _bytes.AsSpan(Position, length);
        Position += length;
        return taken;
    }

    /// <summary>Bytes of a text: one byte of length, or 255 and four.</summary>
    internal ReadOnlySpan<byte> Text()
    {
        int length = U8();
        return Take(length == 255 ? I32() : length);
    }

    /// <summary>A text that a zero ends.</summary>
    internal ReadOnlySpan<byte> ZeroEnded()
    {
        int length = _bytes.AsSpan(Position, Remaining).IndexOf((byte)0);
        ReadOnlySpan<byte> text = Take(length < 0 ? throw Fault("a text that a zero ends", "none") : length);
        Position++;
        return text;
    }

    /// <summary>A number of items of which each takes at least one byte.</summary>
    internal int Size()
    {
        int size = I32();
        return size >= 0 && size <= Remaining ? size : throw Fault($"items in the {Remaining} bytes left", $"a size of {size}");
    }

    /// <summary>Byte count and version before an object.</summary>
    internal StreamedHeader Header()
    {
        int start = Position;
        uint first = PeekU32();
        if ((first & ByteCountFlag) == 0 || first == uint.MaxValue || Remaining < 6)
        {
            return new StreamedHeader(start, -1, U16());
        }

        long end = Position + 4L + (U32() & ~ByteCountFlag);
        if (end > End)
        {
            throw Fault($"an object within the {Remaining} bytes left", $"a byte count of {first & ~ByteCountFlag}");
        }

        return new StreamedHeader(start, (int)end, U16());
    }

    /// <summary>Ends an object, whose byte count must be met.</summary>
    internal void Finish(StreamedHeader header, string className)
    {
        if (header.End >= 0 && Position != header.End)
        {
            throw Fault($"class {className} to end {header.End - header.Start} bytes after its begin", $"{Position - header.Start} bytes");
        }
    }

    /// <summary>Steps over the rest of an object.</summary>
    /// <returns>False where its end is not known.</returns>
    internal bool Skip(StreamedHeader header)
    {
        if (header.End >= 0)
        {
            Position = header.End;
        }

        return header.End >= 0;
    }

    /// <summary>Goes to a place that was read before, or to the end of an object.</summary>
    internal void GoTo(int position) => Position = position <= End ? position : throw Fault("a place within the buffer", $"{position}");

    /// <summary>The head of a TObject: version, unique id, bits; one more number where it is referenced.</summary>
    internal uint TObject()
    {
        const uint Referenced = 1 << 4;
        StreamedHeader header = Header();
        _ = U32();
        uint bits = U32();
        if ((bits & Referenced) != 0)
        {
            _ = U16();
        }

        Finish(header, "TObject");
        return bits;
    }

    /// <summary>Guards against objects within objects without end.</summary>
    internal void Enter()
    {
        if (++_depth > MaximumDepth)
        {
            throw Fault($"objects at most {MaximumDepth} deep", "more");
        }
    }

    internal void Leave() => _depth--;

    internal RootFormatException Fault(string expected, string found) =>
        new(_path, _fileOffset + Position, expected, found);
}
