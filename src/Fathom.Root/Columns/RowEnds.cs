using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fathom.Root.Columns;

/// <summary>Where rows end: from the forms that files have to the one of columns, in 32 bits.</summary>
internal static class RowEnds
{
    /// <summary>Whether none is smaller than the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool Rise<T>(ReadOnlySpan<T> ends) where T : unmanaged, INumber<T>
    {
        int i = 1;
        bool falls = false;
        ref T first = ref MemoryMarshal.GetReference(ends);
        Vector256<T> fallsByLane = Vector256<T>.Zero;
        for (; i <= ends.Length - Vector256<T>.Count; i += Vector256<T>.Count)
        {
            fallsByLane |= Vector256.LessThan(Vector256.LoadUnsafe(ref first, (nuint)i), Vector256.LoadUnsafe(ref first, (nuint)i - 1));
        }

        for (; i < ends.Length; i++)
        {
            falls |= ends[i] < ends[i - 1];
        }

        return !falls && fallsByLane == Vector256<T>.Zero;
    }

    /// <summary>Ends counted from another place, in 32 bits.</summary>
    /// <param name="ends">Ends.</param>
    /// <param name="shift">Added to each; what comes out fits.</param>
    /// <param name="rows">Receives as many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Shift(ReadOnlySpan<long> ends, long shift, Span<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, ends.Length);
        int i = 0;
        ref long from = ref MemoryMarshal.GetReference(ends);
        ref int to = ref MemoryMarshal.GetReference(rows);
        Vector256<long> shifts = Vector256.Create(shift);
        for (; i <= rows.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            Vector256<long> low = Vector256.LoadUnsafe(ref from, (nuint)i) + shifts;
            Vector256<long> high = Vector256.LoadUnsafe(ref from, (nuint)i + (nuint)Vector256<long>.Count) + shifts;
            Vector256.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < rows.Length; i++)
        {
            rows[i] = (int)(ends[i] + shift);
        }
    }

    /// <summary>Ends counted from another place.</summary>
    /// <param name="ends">Ends.</param>
    /// <param name="shift">Added to each.</param>
    /// <param name="shifted">Receives as many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Shift(ReadOnlySpan<long> ends, long shift, Span<long> shifted)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shifted.Length, ends.Length);
        int i = 0;
        ref long from = ref MemoryMarshal.GetReference(ends);
        ref long to = ref MemoryMarshal.GetReference(shifted);
        for (; i <= ends.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            (Vector256.LoadUnsafe(ref from, (nuint)i) + Vector256.Create(shift)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < ends.Length; i++)
        {
            shifted[i] = ends[i] + shift;
        }
    }

    /// <summary>How many items each row has.</summary>
    /// <param name="offsets">Shape (rows + 1), not falling; no row of 2³¹ items.</param>
    /// <param name="counts">Receives the items of each row, shape (rows).</param>
    /// <returns>Items of the longest row; 0 where there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Counts(ReadOnlySpan<long> offsets, Span<int> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, offsets.Length - 1);
        int i = 0;
        int longest = 0;
        ref long from = ref MemoryMarshal.GetReference(offsets);
        ref int to = ref MemoryMarshal.GetReference(counts);
        Vector256<int> longestByLane = Vector256<int>.Zero;
        for (; i <= counts.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            nuint high = (nuint)(i + Vector256<long>.Count);
            Vector256<int> row = Vector256.Narrow(
                Vector256.LoadUnsafe(ref from, (nuint)i + 1) - Vector256.LoadUnsafe(ref from, (nuint)i),
                Vector256.LoadUnsafe(ref from, high + 1) - Vector256.LoadUnsafe(ref from, high));
            longestByLane = Vector256.Max(longestByLane, row);
            row.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < counts.Length; i++)
        {
            counts[i] = (int)(offsets[i + 1] - offsets[i]);
            longest = Math.Max(longest, counts[i]);
        }

        for (int lane = 0; lane < Vector256<int>.Count; lane++)
        {
            longest = Math.Max(longest, longestByLane[lane]);
        }

        return longest;
    }

    /// <summary>Where rows begin, from items to bytes.</summary>
    /// <param name="offsets">Number of the first item of each row.</param>
    /// <param name="start">The item that stands at <paramref name="first"/>.</param>
    /// <param name="size">Bytes of an item, a power of two.</param>
    /// <param name="first">Place of that item [byte].</param>
    /// <param name="begins">Receives as many places [byte], all below 2³¹.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void InBytes(ReadOnlySpan<long> offsets, long start, int size, int first, Span<int> begins)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(begins.Length, offsets.Length);
        int bits = BitOperations.TrailingZeroCount(size);
        int i = 0;
        ref long from = ref MemoryMarshal.GetReference(offsets);
        ref int to = ref MemoryMarshal.GetReference(begins);
        Vector256<long> shift = Vector256.Create(first - (start << bits));
        for (; i <= begins.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            Vector256<long> low = (Vector256.LoadUnsafe(ref from, (nuint)i) << bits) + shift;
            Vector256<long> high = (Vector256.LoadUnsafe(ref from, (nuint)(i + Vector256<long>.Count)) << bits) + shift;
            Vector256.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < begins.Length; i++)
        {
            begins[i] = first + (int)((offsets[i] - start) << bits);
        }
    }

    /// <summary>Ends counted from another place.</summary>
    /// <param name="ends">Ends, changed where they stand.</param>
    /// <param name="shift">Added to each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Shift(Span<int> ends, int shift)
    {
        int i = 0;
        ref int at = ref MemoryMarshal.GetReference(ends);
        for (; i <= ends.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            (Vector256.LoadUnsafe(ref at, (nuint)i) + Vector256.Create(shift)).StoreUnsafe(ref at, (nuint)i);
        }

        for (; i < ends.Length; i++)
        {
            ends[i] += shift;
        }
    }

    /// <summary>Ends in bytes to ends in items of a power of two bytes.</summary>
    /// <param name="ends">Ends in bytes.</param>
    /// <param name="start">Where the first row begins.</param>
    /// <param name="size">Bytes of an item.</param>
    /// <param name="first">Number of the first item.</param>
    /// <param name="rows">Receives the number of the item before which each row ends.</param>
    /// <returns>Whether all rows are of whole items.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool InItems(ReadOnlySpan<int> ends, int start, int size, int first, Span<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, ends.Length);
        int bits = BitOperations.TrailingZeroCount(size);
        int i = 0;
        int rests = 0;
        ref int from = ref MemoryMarshal.GetReference(ends);
        ref int to = ref MemoryMarshal.GetReference(rows);
        Vector256<int> restsByLane = Vector256<int>.Zero;
        for (; i <= rows.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            Vector256<int> bytes = Vector256.LoadUnsafe(ref from, (nuint)i) - Vector256.Create(start);
            restsByLane |= bytes;
            (Vector256.Create(first) + (bytes >> bits)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < rows.Length; i++)
        {
            int bytes = ends[i] - start;
            rests |= bytes;
            rows[i] = first + (bytes >> bits);
        }

        Vector256<int> odd = restsByLane & Vector256.Create(size - 1);
        return (rests & (size - 1)) == 0 && odd == Vector256<int>.Zero;
    }
}
