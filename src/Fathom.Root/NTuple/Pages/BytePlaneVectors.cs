using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Split encoding of sixteen elements at a time; <see cref="BytePlanes"/> does what is left over.</summary>
internal static class BytePlaneVectors
{
    internal const int Step = 16;

    /// <summary>Cuts elements of four bytes.</summary>
    /// <param name="elements">First byte of the elements.</param>
    /// <param name="planes">First byte of the planes.</param>
    /// <param name="count">Number of elements in a plane.</param>
    /// <returns>Elements done, a multiple of <see cref="Step"/>.</returns>
    internal static int Split4(ref byte elements, ref byte planes, int count)
    {
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref uint from = ref Unsafe.As<byte, uint>(ref Unsafe.Add(ref elements, 4 * i));
            Split4(Load(ref from, 0), Load(ref from, 1), Load(ref from, 2), Load(ref from, 3), ref Unsafe.Add(ref planes, i), count);
        }

        return i;
    }

    /// <summary>Cuts elements of eight bytes.</summary>
    /// <inheritdoc cref="Split4(ref byte, ref byte, int)"/>
    internal static int Split8(ref byte elements, ref byte planes, int count)
    {
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref ulong from = ref Unsafe.As<byte, ulong>(ref Unsafe.Add(ref elements, 8 * i));
            (Vector128<uint> low0, Vector128<uint> high0) = Halve(Load(ref from, 0), Load(ref from, 1));
            (Vector128<uint> low1, Vector128<uint> high1) = Halve(Load(ref from, 2), Load(ref from, 3));
            (Vector128<uint> low2, Vector128<uint> high2) = Halve(Load(ref from, 4), Load(ref from, 5));
            (Vector128<uint> low3, Vector128<uint> high3) = Halve(Load(ref from, 6), Load(ref from, 7));
            Split4(low0, low1, low2, low3, ref Unsafe.Add(ref planes, i), count);
            Split4(high0, high1, high2, high3, ref Unsafe.Add(ref planes, i + (4 * count)), count);
        }

        return i;
    }

    /// <summary>Puts elements of four bytes together.</summary>
    /// <param name="planes">Byte of the first plane that belongs to the first element.</param>
    /// <param name="stride">Length of a plane.</param>
    /// <param name="elements">First byte of the elements.</param>
    /// <param name="count">Number of elements, at most as many as the planes have from there on.</param>
    /// <returns>Elements done, a multiple of <see cref="Step"/>.</returns>
    internal static int Join4(ref byte planes, int stride, ref byte elements, int count)
    {
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref uint to = ref Unsafe.As<byte, uint>(ref Unsafe.Add(ref elements, 4 * i));
            Join4(ref Unsafe.Add(ref planes, i), stride, out Vector128<uint> v0, out Vector128<uint> v1, out Vector128<uint> v2, out Vector128<uint> v3);
            v0.StoreUnsafe(ref to);
            v1.StoreUnsafe(ref to, 4);
            v2.StoreUnsafe(ref to, 8);
            v3.StoreUnsafe(ref to, 12);
        }

        return i;
    }

    /// <summary>Puts elements of eight bytes together.</summary>
    /// <inheritdoc cref="Join4(ref byte, int, ref byte, int)"/>
    internal static int Join8(ref byte planes, int stride, ref byte elements, int count)
    {
        int i = 0;
        for (; i <= count - Step; i += Step)
        {
            ref ulong to = ref Unsafe.As<byte, ulong>(ref Unsafe.Add(ref elements, 8 * i));
            Join4(ref Unsafe.Add(ref planes, i), stride, out Vector128<uint> l0, out Vector128<uint> l1, out Vector128<uint> l2, out Vector128<uint> l3);
            Join4(ref Unsafe.Add(ref planes, i + (4 * stride)), stride, out Vector128<uint> h0, out Vector128<uint> h1, out Vector128<uint> h2, out Vector128<uint> h3);
            Store(l0, h0, ref to, 0);
            Store(l1, h1, ref to, 4);
            Store(l2, h2, ref to, 8);
            Store(l3, h3, ref to, 12);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split4(Vector128<uint> v0, Vector128<uint> v1, Vector128<uint> v2, Vector128<uint> v3, ref byte plane, int count)
    {
        (Vector128<ushort> low0, Vector128<ushort> high0) = Halve(v0, v1);
        (Vector128<ushort> low1, Vector128<ushort> high1) = Halve(v2, v3);
        (Vector128<byte> first, Vector128<byte> second) = Halve(low0, low1);
        (Vector128<byte> third, Vector128<byte> fourth) = Halve(high0, high1);
        first.StoreUnsafe(ref plane);
        second.StoreUnsafe(ref plane, (nuint)count);
        third.StoreUnsafe(ref plane, (nuint)count * 2);
        fourth.StoreUnsafe(ref plane, (nuint)count * 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join4(
        ref byte plane, int count, out Vector128<uint> v0, out Vector128<uint> v1, out Vector128<uint> v2, out Vector128<uint> v3)
    {
        Vector128<byte> first = Vector128.LoadUnsafe(ref plane);
        Vector128<byte> second = Vector128.LoadUnsafe(ref plane, (nuint)count);
        Vector128<byte> third = Vector128.LoadUnsafe(ref plane, (nuint)count * 2);
        Vector128<byte> fourth = Vector128.LoadUnsafe(ref plane, (nuint)count * 3);
        Vector128<ushort> low0 = Vector128.WidenLower(first) | (Vector128.WidenLower(second) << 8);
        Vector128<ushort> low1 = Vector128.WidenUpper(first) | (Vector128.WidenUpper(second) << 8);
        Vector128<ushort> high0 = Vector128.WidenLower(third) | (Vector128.WidenLower(fourth) << 8);
        Vector128<ushort> high1 = Vector128.WidenUpper(third) | (Vector128.WidenUpper(fourth) << 8);
        v0 = Vector128.WidenLower(low0) | (Vector128.WidenLower(high0) << 16);
        v1 = Vector128.WidenUpper(low0) | (Vector128.WidenUpper(high0) << 16);
        v2 = Vector128.WidenLower(low1) | (Vector128.WidenLower(high1) << 16);
        v3 = Vector128.WidenUpper(low1) | (Vector128.WidenUpper(high1) << 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<uint> low, Vector128<uint> high, ref ulong to, nuint at)
    {
        (Vector128.WidenLower(low) | (Vector128.WidenLower(high) << 32)).StoreUnsafe(ref to, at);
        (Vector128.WidenUpper(low) | (Vector128.WidenUpper(high) << 32)).StoreUnsafe(ref to, at + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<byte> Low, Vector128<byte> High) Halve(Vector128<ushort> a, Vector128<ushort> b) =>
        (Vector128.Narrow(a & Vector128.Create((ushort)0xFF), b & Vector128.Create((ushort)0xFF)), Vector128.Narrow(a >>> 8, b >>> 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<ushort> Low, Vector128<ushort> High) Halve(Vector128<uint> a, Vector128<uint> b) =>
        (Vector128.Narrow(a & Vector128.Create(0xFFFFu), b & Vector128.Create(0xFFFFu)), Vector128.Narrow(a >>> 16, b >>> 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<uint> Low, Vector128<uint> High) Halve(Vector128<ulong> a, Vector128<ulong> b) =>
        (Vector128.Narrow(a & Vector128.Create(0xFFFFFFFFul), b & Vector128.Create(0xFFFFFFFFul)), Vector128.Narrow(a >>> 32, b >>> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Load<T>(ref T from, int vector) =>
        Vector128.LoadUnsafe(ref from, (nuint)(vector * Vector128<T>.Count));
}
