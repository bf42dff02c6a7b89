using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fathom.Root.Checksums;

/// <summary>XXH64 with seed 0 (xxHash/doc/xxhash_spec.md), which ROOT puts before each LZ4 block.</summary>
internal static class Xxh64
{
    internal const int Stripe = 32;
    internal const ulong Prime1 = 0x9E3779B185EBCA87;
    internal const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    internal static ulong Hash(ReadOnlySpan<byte> bytes) => Hash(bytes, Xxh64Vectors.Supported);

    /// <summary>For tests: with vectors or without.</summary>
    internal static ulong Hash(ReadOnlySpan<byte> bytes, bool vectors)
    {
        ulong length = (ulong)bytes.Length;
        ulong hash = bytes.Length >= Stripe ? Stripes(ref bytes, vectors) : Prime5;
        hash += length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes)), 27) * Prime1) + Prime4;
        }

        if (bytes.Length >= 4)
        {
            hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(bytes) * Prime1), 23) * Prime2) + Prime3;
            bytes = bytes[4..];
        }

        foreach (byte last in bytes)
        {
            hash = BitOperations.RotateLeft(hash ^ (last * Prime5), 11) * Prime1;
        }

        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private static ulong Stripes(ref ReadOnlySpan<byte> bytes, bool vectors)
    {
        Span<ulong> lanes = [unchecked(Prime1 + Prime2), Prime2, 0, unchecked(0 - Prime1)];
        int whole = bytes.Length / Stripe * Stripe;
        if (vectors)
        {
            Xxh64Vectors.Accumulate(lanes, bytes[..whole]);
        }
        else
        {
            Accumulate(lanes, bytes[..whole]);
        }

        bytes = bytes[whole..];
        ulong hash = BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7)
            + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
        return Merge(Merge(Merge(Merge(hash, lanes[0]), lanes[1]), lanes[2]), lanes[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(Span<ulong> lanes, ReadOnlySpan<byte> stripes)
    {
        (ulong a, ulong b, ulong c, ulong d) = (lanes[0], lanes[1], lanes[2], lanes[3]);
        ref byte at = ref MemoryMarshal.GetReference(stripes);
        ref byte end = ref Unsafe.Add(ref at, stripes.Length);
        while (Unsafe.IsAddressLessThan(ref at, ref end))
        {
            a = Round(a, Unsafe.ReadUnaligned<ulong>(ref at));
            b = Round(b, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 8)));
            c = Round(c, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 16)));
            d = Round(d, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 24)));
            at = ref Unsafe.Add(ref at, Stripe);
        }

        (lanes[0], lanes[1], lanes[2], lanes[3]) = (a, b, c, d);
    }

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * Prime2), 31) * Prime1;
}
