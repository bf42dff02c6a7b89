using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Split encoding of 32 elements at a time, where the processor has registers of 32 bytes: their low halves take the first
/// sixteen elements, their high halves the others, so that nothing has to cross from one half to the other.
/// </summary>
internal static class BytePlaneLanes
{
    internal const int Step = 32;
    private const int Half = 16;

    internal static bool Supported => Avx2.IsSupported;

    /// <inheritdoc cref="BytePlaneVectors.Split4(ref byte, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Split4(ref byte elements, ref byte planes, int count)
    {
        Vector256<byte> order = Twice(Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref elements, 4 * i);
            Vector256<uint> a = Halves(ref from, 0, 4, order).AsUInt32();
            Vector256<uint> b = Halves(ref from, 1, 4, order).AsUInt32();
            Vector256<uint> c = Halves(ref from, 2, 4, order).AsUInt32();
            Vector256<uint> d = Halves(ref from, 3, 4, order).AsUInt32();
            Vector256<ulong> ab = Avx2.UnpackLow(a, b).AsUInt64();
            Vector256<ulong> cd = Avx2.UnpackLow(c, d).AsUInt64();
            ref byte to = ref Unsafe.Add(ref planes, i);
            Avx2.UnpackLow(ab, cd).AsByte().StoreUnsafe(ref to);
            Avx2.UnpackHigh(ab, cd).AsByte().StoreUnsafe(ref to, (nuint)count);
            ab = Avx2.UnpackHigh(a, b).AsUInt64();
            cd = Avx2.UnpackHigh(c, d).AsUInt64();
            Avx2.UnpackLow(ab, cd).AsByte().StoreUnsafe(ref to, (nuint)count * 2);
            Avx2.UnpackHigh(ab, cd).AsByte().StoreUnsafe(ref to, (nuint)count * 3);
        }

        return i;
    }

    /// <inheritdoc cref="BytePlaneVectors.Split8(ref byte, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Split8(ref byte elements, ref byte planes, int count)
    {
        Vector256<byte> order = Twice(Vector128.Create((byte)0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref elements, 8 * i);
            ref byte to = ref Unsafe.Add(ref planes, i);
            Quarter(ref from, 0, order, out Vector256<ulong> low0, out Vector256<ulong> low1, out Vector256<ulong> low2, out Vector256<ulong> low3);
            Quarter(ref from, 4, order, out Vector256<ulong> high0, out Vector256<ulong> high1, out Vector256<ulong> high2, out Vector256<ulong> high3);
            StorePair(low0, high0, ref to, (nuint)count, 0);
            StorePair(low1, high1, ref to, (nuint)count, 2);
            StorePair(low2, high2, ref to, (nuint)count, 4);
            StorePair(low3, high3, ref to, (nuint)count, 6);
        }

        return i;
    }

    /// <inheritdoc cref="BytePlaneVectors.Join4(ref byte, int, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Join4(ref byte planes, int stride, ref byte elements, int count)
    {
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref planes, i);
            ref byte to = ref Unsafe.Add(ref elements, 4 * i);
            Words(ref from, (nuint)stride, 0, out Vector256<ushort> low, out Vector256<ushort> high);
            Words(ref from, (nuint)stride, 2, out Vector256<ushort> low2, out Vector256<ushort> high2);
            Store(Avx2.UnpackLow(low, low2).AsByte(), ref to, 0, 4);
            Store(Avx2.UnpackHigh(low, low2).AsByte(), ref to, 1, 4);
            Store(Avx2.UnpackLow(high, high2).AsByte(), ref to, 2, 4);
            Store(Avx2.UnpackHigh(high, high2).AsByte(), ref to, 3, 4);
        }

        return i;
    }

    /// <inheritdoc cref="BytePlaneVectors.Join8(ref byte, int, ref byte, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Join8(ref byte planes, int stride, ref byte elements, int count)
    {
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref byte from = ref Unsafe.Add(ref planes, i);
            ref byte to = ref Unsafe.Add(ref elements, 8 * i);
            Words(ref from, (nuint)stride, 0, out Vector256<ushort> low0, out Vector256<ushort> high0);
            Words(ref from, (nuint)stride, 2, out Vector256<ushort> low1, out Vector256<ushort> high1);
            Words(ref from, (nuint)stride, 4, out Vector256<ushort> low2, out Vector256<ushort> high2);
            Words(ref from, (nuint)stride, 6, out Vector256<ushort> low3, out Vector256<ushort> high3);
            StoreLongs(Avx2.UnpackLow(low0, low1), Avx2.UnpackLow(low2, low3), ref to, 0);
            StoreLongs(Avx2.UnpackHigh(low0, low1), Avx2.UnpackHigh(low2, low3), ref to, 2);
            StoreLongs(Avx2.UnpackLow(high0, high1), Avx2.UnpackLow(high2, high3), ref to, 4);
            StoreLongs(Avx2.UnpackHigh(high0, high1), Avx2.UnpackHigh(high2, high3), ref to, 6);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Twice(Vector128<byte> half) => Vector256.Create(half, half);

    /// <summary>Sixteen bytes of the first and of the second half of the elements, in an order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Halves(ref byte from, int number, int width, Vector256<byte> order) => Avx2.Shuffle(
        Vector256.Create(
            Vector128.LoadUnsafe(ref from, (nuint)(Half * number)), Vector128.LoadUnsafe(ref from, (nuint)(Half * (number + width)))),
        order);

    /// <summary>Four rows of eight pairs of bytes, transposed: each result has two planes of eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        ref byte from, int first, Vector256<byte> order,
        out Vector256<ulong> planes0, out Vector256<ulong> planes2, out Vector256<ulong> planes4, out Vector256<ulong> planes6)
    {
        Vector256<ushort> a = Halves(ref from, first, 8, order).AsUInt16();
        Vector256<ushort> b = Halves(ref from, first + 1, 8, order).AsUInt16();
        Vector256<ushort> c = Halves(ref from, first + 2, 8, order).AsUInt16();
        Vector256<ushort> d = Halves(ref from, first + 3, 8, order).AsUInt16();
        Vector256<uint> lowAb = Avx2.UnpackLow(a, b).AsUInt32();
        Vector256<uint> lowCd = Avx2.UnpackLow(c, d).AsUInt32();
        Vector256<uint> highAb = Avx2.UnpackHigh(a, b).AsUInt32();
        Vector256<uint> highCd = Avx2.UnpackHigh(c, d).AsUInt32();
        planes0 = Avx2.UnpackLow(lowAb, lowCd).AsUInt64();
        planes2 = Avx2.UnpackHigh(lowAb, lowCd).AsUInt64();
        planes4 = Avx2.UnpackLow(highAb, highCd).AsUInt64();
        planes6 = Avx2.UnpackHigh(highAb, highCd).AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Vector256<ulong> first, Vector256<ulong> second, ref byte to, nuint count, uint plane)
    {
        Avx2.UnpackLow(first, second).AsByte().StoreUnsafe(ref to, count * plane);
        Avx2.UnpackHigh(first, second).AsByte().StoreUnsafe(ref to, count * (plane + 1));
    }

    /// <summary>Bytes of two planes as words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Words(ref byte from, nuint count, uint plane, out Vector256<ushort> low, out Vector256<ushort> high)
    {
        Vector256<byte> first = Vector256.LoadUnsafe(ref from, count * plane);
        Vector256<byte> second = Vector256.LoadUnsafe(ref from, count * (plane + 1));
        low = Avx2.UnpackLow(first, second).AsUInt16();
        high = Avx2.UnpackHigh(first, second).AsUInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLongs(Vector256<ushort> low, Vector256<ushort> high, ref byte to, int number)
    {
        Store(Avx2.UnpackLow(low.AsUInt32(), high.AsUInt32()).AsByte(), ref to, number, 8);
        Store(Avx2.UnpackHigh(low.AsUInt32(), high.AsUInt32()).AsByte(), ref to, number + 1, 8);
    }

    /// <summary>The counterpart of <see cref="Halves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<byte> halves, ref byte to, int number, int width)
    {
        halves.GetLower().StoreUnsafe(ref to, (nuint)(Half * number));
        halves.GetUpper().StoreUnsafe(ref to, (nuint)(Half * (number + width)));
    }
}
