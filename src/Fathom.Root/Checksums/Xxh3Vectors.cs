using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Root.Checksums;

/// <summary>The eight accumulators of XXH3 in two vectors, where the processor multiplies 32-bit numbers side by side.</summary>
internal static class Xxh3Vectors
{
    private const int Lanes = 4;

    internal static bool Supported => Avx2.IsSupported;

    /// <summary>Takes stripes of 64 bytes, each with the secret from eight bytes further on.</summary>
    internal static void Accumulate(Span<ulong> lanes, ReadOnlySpan<byte> data, ReadOnlySpan<byte> secret, int stripes)
    {
        ref ulong values = ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(data));
        ref ulong keys = ref Unsafe.As<byte, ulong>(ref MemoryMarshal.GetReference(secret));
        ref ulong sums = ref MemoryMarshal.GetReference(lanes);
        Vector256<ulong> low = Vector256.LoadUnsafe(ref sums);
        Vector256<ulong> high = Vector256.LoadUnsafe(ref sums, Lanes);
        for (nuint i = 0; i < (nuint)stripes; i++)
        {
            low = Step(low, Vector256.LoadUnsafe(ref values, 8 * i), Vector256.LoadUnsafe(ref keys, i));
            high = Step(high, Vector256.LoadUnsafe(ref values, (8 * i) + Lanes), Vector256.LoadUnsafe(ref keys, i + Lanes));
        }

        low.StoreUnsafe(ref sums);
        high.StoreUnsafe(ref sums, Lanes);
    }

    /// <summary>Each value goes to its neighbour, the product of its halves with the secret to its own lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Step(Vector256<ulong> sum, Vector256<ulong> value, Vector256<ulong> secret)
    {
        Vector256<ulong> key = value ^ secret;
        Vector256<ulong> product = Avx2.Multiply(key.AsUInt32(), (key >>> 32).AsUInt32());
        return sum + product + Vector256.Shuffle(value, Vector256.Create(1ul, 0, 3, 2));
    }
}
