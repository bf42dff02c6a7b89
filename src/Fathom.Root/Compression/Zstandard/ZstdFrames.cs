using System.Buffers.Binary;
using Fathom.Root.Checksums;

namespace Fathom.Root.Compression.Zstandard;

/// <summary>
/// Zstandard frames (RFC 8878) decoded without any library. Dictionaries are refused. One is used again and again, by one
/// thread at a time.
/// </summary>
internal sealed class ZstdFrames
{
    private const uint Magic = 0xFD2FB528;
    private const uint Skippable = 0x184D2A50;
    private const uint SkippableMask = 0xFFFFFFF0;
    private const int BlockHead = 3;
    private const int ChecksumBytes = 4;

    private readonly LiteralsSection _literals = new();
    private readonly SequencesSection _sequences = new();

    /// <summary>Fills the target exactly.</summary>
    /// <exception cref="InvalidDataException">The frames are damaged, or give more or fewer bytes.</exception>
    internal void Decode(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        while (!packed.IsEmpty)
        {
            uint magic = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref packed, sizeof(uint)));
            if ((magic & SkippableMask) == Skippable)
            {
                uint length = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref packed, sizeof(uint)));
                _ = Take(ref packed, length <= int.MaxValue ? (int)length : throw Short());
                continue;
            }

            if (magic != Magic)
            {
                throw new InvalidDataException("no zstd frame");
            }

            target = target[Frame(ref packed, target)..];
        }

        if (!target.IsEmpty)
        {
            throw new InvalidDataException($"zstd frames that end {target.Length} bytes early");
        }
    }

    private int Frame(ref ReadOnlySpan<byte> packed, Span<byte> target)
    {
        int descriptor = Take(ref packed, 1)[0];
        long size = Head(ref packed, descriptor);
        if (size > target.Length)
        {
            throw new InvalidDataException($"a zstd frame of {size} bytes in place of {target.Length}");
        }

        _literals.Reset();
        _sequences.Reset();
        int at = 0;
        bool last = false;
        while (!last)
        {
            ReadOnlySpan<byte> head = Take(ref packed, BlockHead);
            int bits = head[0] | (head[1] << 8) | (head[2] << 16);
            last = (bits & 1) != 0;
            at = Block(ref packed, (bits >> 1) & 3, bits >> 3, target, at);
        }

        if (size >= 0 && at != size)
        {
            throw new InvalidDataException($"a zstd frame of {at} bytes in place of {size}");
        }

        const int HasChecksum = 4;
        if ((descriptor & HasChecksum) != 0
            && BinaryPrimitives.ReadUInt32LittleEndian(Take(ref packed, ChecksumBytes)) != (uint)Xxh64.Hash(target[..at]))
        {
            throw new InvalidDataException("a zstd frame of another checksum");
        }

        return at;
    }

    /// <summary>Steps over the head of a frame.</summary>
    /// <returns>Its length once unpacked; −1 where it does not say.</returns>
    private static long Head(ref ReadOnlySpan<byte> packed, int descriptor)
    {
        const int Reserved = 8;
        bool single = (descriptor & 0x20) != 0;
        if ((descriptor & Reserved) != 0)
        {
            throw new InvalidDataException("a zstd frame of a later version");
        }

        if (!single)
        {
            _ = Take(ref packed, 1);
        }

        int dictionaryBytes = (descriptor & 3) switch { 3 => 4, int bytes => bytes };
        if (Number(Take(ref packed, dictionaryBytes)) != 0)
        {
            throw new InvalidDataException("a zstd frame that needs a dictionary, which is not supported");
        }

        int sizeBytes = (descriptor >> 6) switch { 0 => single ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        ulong size = Number(Take(ref packed, sizeBytes)) + (sizeBytes == 2 ? 256u : 0u);
        return sizeBytes == 0 ? -1 : size <= int.MaxValue ? (long)size : throw Short();
    }

    private int Block(ref ReadOnlySpan<byte> packed, int kind, int size, Span<byte> target, int at)
    {
        const int Raw = 0;
        const int Repeated = 1;
        const int Compressed = 2;
        int end = (int)Math.Min(target.Length, at + (long)LiteralsSection.MaximumBlock);
        switch (kind)
        {
            case Raw:
                Copy(Take(ref packed, size), target[at..end]);
                return at + size;
            case Repeated:
                byte value = Take(ref packed, 1)[0];
                if (size > end - at)
                {
                    throw Long();
                }

                target.Slice(at, size).Fill(value);
                return at + size;
            case Compressed:
                ReadOnlySpan<byte> block = Take(ref packed, size);
                ReadOnlySpan<byte> literals = _literals.Read(block, out int taken);
                return _sequences.Run(block[taken..], literals, target, at, end);
            default:
                throw new InvalidDataException("a zstd block of a later version");
        }
    }

    private static void Copy(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        if (!bytes.TryCopyTo(target))
        {
            throw Long();
        }
    }

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            number |= (ulong)bytes[i] << (8 * i);
        }

        return number;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> packed, int length)
    {
        ReadOnlySpan<byte> taken = length <= packed.Length ? packed[..length] : throw Short();
        packed = packed[length..];
        return taken;
    }

    private static InvalidDataException Short() => new("a zstd frame that ends early");

    private static InvalidDataException Long() => new("a zstd block longer than what it is for");
}
