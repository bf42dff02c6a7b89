using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Zigzag and delta encoding, in place: they make small what is near zero or grows slowly.</summary>
internal static class IntegerFolding
{
    /// <summary>0, −1, 1, −2, … become 0, 1, 2, 3, …</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ZigZag<T>(Span<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        int sign = (Unsafe.SizeOf<T>() * 8) - 1;
        foreach (ref T value in values)
        {
            value = (value << 1) ^ (value >> sign);
        }
    }

    /// <summary>Undoes <see cref="ZigZag"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void UnZigZag<T>(Span<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        foreach (ref T value in values)
        {
            value = (value >>> 1) ^ -(value & T.One);
        }
    }

    /// <summary>Each value but the first becomes its distance from the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Delta<T>(Span<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        int end = values.Length;
        ref T first = ref MemoryMarshal.GetReference(values);
        for (; end > Vector256<T>.Count; end -= Vector256<T>.Count)
        {
            nuint at = (nuint)(end - Vector256<T>.Count);
            (Vector256.LoadUnsafe(ref first, at) - Vector256.LoadUnsafe(ref first, at - 1)).StoreUnsafe(ref first, at);
        }

        for (int i = end - 1; i > 0; i--)
        {
            values[i] -= values[i - 1];
        }
    }

    /// <summary>Undoes <see cref="Delta"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum<T>(Span<T> values) where T : unmanaged, IBinaryInteger<T>
    {
        T sum = T.Zero;
        foreach (ref T value in values)
        {
            sum += value;
            value = sum;
        }
    }
}
