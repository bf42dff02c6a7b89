using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Offsets of short rows in split encoding: all bytes of their distances but the lowest are zero, and eight of the lowest
/// add up within a byte. One multiplication then sums eight of them, and the other planes are only looked at.
/// </summary>
internal static class IndexPlanes
{
    private const int Block = sizeof(ulong);
    private const ulong EachByte = 0x0101_0101_0101_0101;
    private const byte LongestRow = byte.MaxValue / Block;

    /// <summary>Puts the planes together and sums the distances, where all rows are short.</summary>
    /// <param name="planes">Shape (bytes of an offset × n): the first offset, and distances from one to the next.</param>
    /// <param name="offsets">Receives (n), if they are.</param>
    /// <returns>Whether they are.</returns>
    internal static bool TryJoin<T>(ReadOnlySpan<byte> planes, Span<T> offsets) where T : unmanaged, IBinaryInteger<T>
    {
        int count = offsets.Length;
        if (count == 0 || planes.Length != count * Unsafe.SizeOf<T>())
        {
            return false;
        }

        ulong first = planes[0];
        for (int plane = 1; plane < Unsafe.SizeOf<T>(); plane++)
        {
            ReadOnlySpan<byte> bytes = planes.Slice(plane * count, count);
            first |= (ulong)bytes[0] << (8 * plane);
            if (bytes[1..].ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> distances = planes[1..count];
        if (distances.ContainsAnyExceptInRange((byte)0, LongestRow))
        {
            return false;
        }

        offsets[0] = T.CreateTruncating(first);
        Sum(first, distances, offsets[1..]);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<T>(ulong sum, ReadOnlySpan<byte> distances, Span<T> offsets) where T : unmanaged, IBinaryInteger<T>
    {
        int done = 0;
        ref T to = ref MemoryMarshal.GetReference(offsets);
        for (; done <= offsets.Length - Block; done += Block)
        {
            ulong sums = BinaryPrimitives.ReadUInt64LittleEndian(distances[done..]) * EachByte;
            Vector128<ushort> eight = Vector128.WidenLower(Vector128.CreateScalar(sums).AsByte());
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(eight);
            if (Unsafe.SizeOf<T>() == sizeof(uint))
            {
                Vector128<uint> before = Vector128.Create((uint)sum);
                (low + before).As<uint, T>().StoreUnsafe(ref to, (nuint)done);
                (high + before).As<uint, T>().StoreUnsafe(ref to, (nuint)(done + Vector128<uint>.Count));
            }
            else
            {
                Vector256<ulong> before = Vector256.Create(sum);
                (Vector256.WidenLower(low.ToVector256Unsafe()) + before).As<ulong, T>().StoreUnsafe(ref to, (nuint)done);
                (Vector256.WidenLower(high.ToVector256Unsafe()) + before).As<ulong, T>().StoreUnsafe(ref to, (nuint)(done + Vector256<ulong>.Count));
            }

            sum += sums >> 56;
        }

        for (; done < offsets.Length; done++)
        {
            sum += distances[done];
            offsets[done] = T.CreateTruncating(sum);
        }
    }
}
