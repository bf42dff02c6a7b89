using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Split encoding of 64 elements at a time, where the processor has registers of 64 bytes. Bytes are interleaved within the
/// four lanes of a register only, which is quick; one permutation of each plane makes whole registers of the outcome.
/// </summary>
internal static class BytePlaneBlocks
{
    internal const int Step = 64;

    internal static bool Supported => Avx512BW.IsSupported;

    /// <summary>Columns of a square of four by four words of 32 bits become rows: applied twice, it changes nothing.</summary>
    private static Vector512<uint> Square => Vector512.Create(0u, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);

    /// <summary>Word w of 16 bits of lane l comes from place 4w + l.</summary>
    private static Vector512<ushort> LanesFromRows => Vector512.Create(
        (ushort)0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29, 2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);

    /// <summary>Undoes <see cref="LanesFromRows"/>.</summary>
    private static Vector512<ushort> RowsFromLanes => Vector512.Create(
        (ushort)0, 8, 16, 24, 1, 9, 17, 25, 2, 10, 18, 26, 3, 11, 19, 27, 4, 12, 20, 28, 5, 13, 21, 29, 6, 14, 22, 30, 7, 15, 23, 31);

    /// <inheritdoc cref="BytePlaneVectors.Split4(ref byte, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Split4(ref byte elements, ref byte planes, int count)
    {
        Vector512<byte> order = InEachLane(Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
        Vector512<uint> square = Square;
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref elements, 4 * i);
            ref byte to = ref Unsafe.Add(ref planes, i);
            Vector512<uint> a = Ordered(ref from, 0, order).AsUInt32();
            Vector512<uint> b = Ordered(ref from, 1, order).AsUInt32();
            Vector512<uint> c = Ordered(ref from, 2, order).AsUInt32();
            Vector512<uint> d = Ordered(ref from, 3, order).AsUInt32();
            Vector512<ulong> ab = Avx512F.UnpackLow(a, b).AsUInt64();
            Vector512<ulong> cd = Avx512F.UnpackLow(c, d).AsUInt64();
            StorePlane(Avx512F.UnpackLow(ab, cd), square, ref to, (nuint)count, 0);
            StorePlane(Avx512F.UnpackHigh(ab, cd), square, ref to, (nuint)count, 1);
            ab = Avx512F.UnpackHigh(a, b).AsUInt64();
            cd = Avx512F.UnpackHigh(c, d).AsUInt64();
            StorePlane(Avx512F.UnpackLow(ab, cd), square, ref to, (nuint)count, 2);
            StorePlane(Avx512F.UnpackHigh(ab, cd), square, ref to, (nuint)count, 3);
        }

        return i;
    }

    /// <inheritdoc cref="BytePlaneVectors.Split8(ref byte, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Split8(ref byte elements, ref byte planes, int count)
    {
        Vector512<byte> order = InEachLane(Vector128.Create((byte)0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
        Vector512<ushort> rows = RowsFromLanes;
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref elements, 8 * i);
            ref byte to = ref Unsafe.Add(ref planes, i);
            Quarter(ref from, 0, order, out Vector512<ulong> low0, out Vector512<ulong> low2, out Vector512<ulong> low4, out Vector512<ulong> low6);
            Quarter(ref from, 4, order, out Vector512<ulong> high0, out Vector512<ulong> high2, out Vector512<ulong> high4, out Vector512<ulong> high6);
            StorePair(low0, high0, rows, ref to, (nuint)count, 0);
            StorePair(low2, high2, rows, ref to, (nuint)count, 2);
            StorePair(low4, high4, rows, ref to, (nuint)count, 4);
            StorePair(low6, high6, rows, ref to, (nuint)count, 6);
        }

        return i;
    }

    /// <inheritdoc cref="BytePlaneVectors.Join4(ref byte, int, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Join4(ref byte planes, int stride, ref byte elements, int count)
    {
        Vector512<uint> square = Square;
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref planes, i);
            ref byte to = ref Unsafe.Add(ref elements, 4 * i);
            Vector512<byte> a = Squared(ref from, (nuint)stride, 0, square);
            Vector512<byte> b = Squared(ref from, (nuint)stride, 1, square);
            Vector512<byte> c = Squared(ref from, (nuint)stride, 2, square);
            Vector512<byte> d = Squared(ref from, (nuint)stride, 3, square);
            Vector512<ushort> ab = Avx512BW.UnpackLow(a, b).AsUInt16();
            Vector512<ushort> cd = Avx512BW.UnpackLow(c, d).AsUInt16();
            Avx512BW.UnpackLow(ab, cd).AsByte().StoreUnsafe(ref to);
            Avx512BW.UnpackHigh(ab, cd).AsByte().StoreUnsafe(ref to, Step);
            ab = Avx512BW.UnpackHigh(a, b).AsUInt16();
            cd = Avx512BW.UnpackHigh(c, d).AsUInt16();
            Avx512BW.UnpackLow(ab, cd).AsByte().StoreUnsafe(ref to, Step * 2);
            Avx512BW.UnpackHigh(ab, cd).AsByte().StoreUnsafe(ref to, Step * 3);
        }

        return i;
    }

    /// <inheritdoc cref="BytePlaneVectors.Join8(ref byte, int, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Join8(ref byte planes, int stride, ref byte elements, int count)
    {
        Vector512<ushort> lanes = LanesFromRows;
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref planes, i);
            ref byte to = ref Unsafe.Add(ref elements, 8 * i);
            Words(ref from, (nuint)stride, 0, lanes, out Vector512<ushort> low0, out Vector512<ushort> high0);
            Words(ref from, (nuint)stride, 2, lanes, out Vector512<ushort> low2, out Vector512<ushort> high2);
            Words(ref from, (nuint)stride, 4, lanes, out Vector512<ushort> low4, out Vector512<ushort> high4);
            Words(ref from, (nuint)stride, 6, lanes, out Vector512<ushort> low6, out Vector512<ushort> high6);
            StoreLongs(Avx512BW.UnpackLow(low0, low2), Avx512BW.UnpackLow(low4, low6), ref to, 0);
            StoreLongs(Avx512BW.UnpackHigh(low0, low2), Avx512BW.UnpackHigh(low4, low6), ref to, 2);
            StoreLongs(Avx512BW.UnpackLow(high0, high2), Avx512BW.UnpackLow(high4, high6), ref to, 4);
            StoreLongs(Avx512BW.UnpackHigh(high0, high2), Avx512BW.UnpackHigh(high4, high6), ref to, 6);
        }

        return i;
    }

    private static Vector512<byte> InEachLane(Vector128<byte> lane) => Vector512.Create(Vector256.Create(lane, lane), Vector256.Create(lane, lane));

    /// <summary>A register of elements, the bytes of each lane in an order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Ordered(ref byte from, int number, Vector512<byte> order) =>
        Avx512BW.Shuffle(Vector512.LoadUnsafe(ref from, (nuint)(Step * number)), order);

    /// <summary>Four rows of eight pairs of bytes, transposed: each result has two planes of eight bytes in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        ref byte from, int first, Vector512<byte> order,
        out Vector512<ulong> planes0, out Vector512<ulong> planes2, out Vector512<ulong> planes4, out Vector512<ulong> planes6)
    {
        Vector512<ushort> a = Ordered(ref from, first, order).AsUInt16();
        Vector512<ushort> b = Ordered(ref from, first + 1, order).AsUInt16();
        Vector512<ushort> c = Ordered(ref from, first + 2, order).AsUInt16();
        Vector512<ushort> d = Ordered(ref from, first + 3, order).AsUInt16();
        Vector512<uint> lowAb = Avx512BW.UnpackLow(a, b).AsUInt32();
        Vector512<uint> lowCd = Avx512BW.UnpackLow(c, d).AsUInt32();
        Vector512<uint> highAb = Avx512BW.UnpackHigh(a, b).AsUInt32();
        Vector512<uint> highCd = Avx512BW.UnpackHigh(c, d).AsUInt32();
        planes0 = Avx512F.UnpackLow(lowAb, lowCd).AsUInt64();
        planes2 = Avx512F.UnpackHigh(lowAb, lowCd).AsUInt64();
        planes4 = Avx512F.UnpackLow(highAb, highCd).AsUInt64();
        planes6 = Avx512F.UnpackHigh(highAb, highCd).AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePlane(Vector512<ulong> lanes, Vector512<uint> square, ref byte to, nuint count, uint plane) =>
        Avx512F.PermuteVar16x32(lanes.AsUInt32(), square).AsByte().StoreUnsafe(ref to, count * plane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Vector512<ulong> first, Vector512<ulong> second, Vector512<ushort> rows, ref byte to, nuint count, uint plane)
    {
        Avx512BW.PermuteVar32x16(Avx512F.UnpackLow(first, second).AsUInt16(), rows).AsByte().StoreUnsafe(ref to, count * plane);
        Avx512BW.PermuteVar32x16(Avx512F.UnpackHigh(first, second).AsUInt16(), rows).AsByte().StoreUnsafe(ref to, count * (plane + 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Squared(ref byte from, nuint count, uint plane, Vector512<uint> square) =>
        Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref from, count * plane).AsUInt32(), square).AsByte();

    /// <summary>Bytes of two planes as words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Words(ref byte from, nuint count, uint plane, Vector512<ushort> lanes, out Vector512<ushort> low, out Vector512<ushort> high)
    {
        Vector512<byte> first = Avx512BW.PermuteVar32x16(Vector512.LoadUnsafe(ref from, count * plane).AsUInt16(), lanes).AsByte();
        Vector512<byte> second = Avx512BW.PermuteVar32x16(Vector512.LoadUnsafe(ref from, count * (plane + 1)).AsUInt16(), lanes).AsByte();
        low = Avx512BW.UnpackLow(first, second).AsUInt16();
        high = Avx512BW.UnpackHigh(first, second).AsUInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLongs(Vector512<ushort> low, Vector512<ushort> high, ref byte to, int number)
    {
        Avx512F.UnpackLow(low.AsUInt32(), high.AsUInt32()).AsByte().StoreUnsafe(ref to, (nuint)(Step * number));
        Avx512F.UnpackHigh(low.AsUInt32(), high.AsUInt32()).AsByte().StoreUnsafe(ref to, (nuint)(Step * (number + 1)));
    }
}
