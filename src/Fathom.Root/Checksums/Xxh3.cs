using System.Buffers.Binary;
using static Fathom.Root.Checksums.Xxh3Secret;

namespace Fathom.Root.Checksums;

/// <summary>XXH3, 64 bits, seed 0: the checksum of RNTuple anchors, envelopes and pages.</summary>
/// <remarks>xxHash specification 0.2, https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md.</remarks>
internal static class Xxh3
{
    /// <summary>Hash of the bytes.</summary>
    public static ulong Hash(ReadOnlySpan<byte> data) => data.Length switch
    {
        0 => FinishXxh64(Secret64(56) ^ Secret64(64)),
        <= 3 => UpTo3(data),
        <= 8 => UpTo8(data),
        <= 16 => UpTo16(data),
        <= 128 => UpTo128(data),
        <= 240 => UpTo240(data),
        _ => Xxh3Stripes.Hash(data),
    };

    /// <summary>Last scrambling of a hash.</summary>
    internal static ulong Avalanche(ulong hash)
    {
        hash ^= hash >> 37;
        hash *= PrimeMixOne;
        return hash ^ (hash >> 32);
    }

    /// <summary>Both halves of the 128-bit product, folded by exclusive or.</summary>
    internal static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return low ^ high;
    }

    internal static ulong Secret64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes[offset..]);

    private static ulong FinishXxh64(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= Prime64Two;
        hash ^= hash >> 29;
        hash *= Prime64Three;
        return hash ^ (hash >> 32);
    }

    private static ulong UpTo3(ReadOnlySpan<byte> data)
    {
        int length = data.Length;
        uint combined = ((uint)data[0] << 16) | ((uint)data[length >> 1] << 24) | data[length - 1] | ((uint)length << 8);
        uint flip = BinaryPrimitives.ReadUInt32LittleEndian(Bytes) ^ BinaryPrimitives.ReadUInt32LittleEndian(Bytes[4..]);
        return FinishXxh64(combined ^ flip);
    }

    private static ulong UpTo8(ReadOnlySpan<byte> data)
    {
        ulong first = BinaryPrimitives.ReadUInt32LittleEndian(data);
        ulong last = BinaryPrimitives.ReadUInt32LittleEndian(data[^4..]);
        ulong hash = (last + (first << 32)) ^ Secret64(8) ^ Secret64(16);
        hash ^= ulong.RotateLeft(hash, 49) ^ ulong.RotateLeft(hash, 24);
        hash *= PrimeMixTwo;
        hash ^= (hash >> 35) + (ulong)data.Length;
        hash *= PrimeMixTwo;
        return hash ^ (hash >> 28);
    }

    private static ulong UpTo16(ReadOnlySpan<byte> data)
    {
        ulong low = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ Secret64(24) ^ Secret64(32);
        ulong high = BinaryPrimitives.ReadUInt64LittleEndian(data[^8..]) ^ Secret64(40) ^ Secret64(48);
        return Avalanche((ulong)data.Length + BinaryPrimitives.ReverseEndianness(low) + high + Fold(low, high));
    }

    private static ulong UpTo128(ReadOnlySpan<byte> data)
    {
        ulong hash = (ulong)data.Length * Prime64One;
        for (int i = (data.Length - 1) / 32; i >= 0; i--)
        {
            hash += Mix(data[(16 * i)..], 32 * i);
            hash += Mix(data[^(16 * (i + 1))..], (32 * i) + 16);
        }

        return Avalanche(hash);
    }

    private static ulong UpTo240(ReadOnlySpan<byte> data)
    {
        ulong hash = (ulong)data.Length * Prime64One;
        for (int i = 0; i < 8; i++)
        {
            hash += Mix(data[(16 * i)..], 16 * i);
        }

        hash = Avalanche(hash);
        for (int i = 8; i < data.Length / 16; i++)
        {
            hash += Mix(data[(16 * i)..], (16 * (i - 8)) + 3);
        }

        return Avalanche(hash + Mix(data[^16..], 136 - 17));
    }

    private static ulong Mix(ReadOnlySpan<byte> data, int secretOffset) => Fold(
        BinaryPrimitives.ReadUInt64LittleEndian(data) ^ Secret64(secretOffset),
        BinaryPrimitives.ReadUInt64LittleEndian(data[8..]) ^ Secret64(secretOffset + 8));
}
