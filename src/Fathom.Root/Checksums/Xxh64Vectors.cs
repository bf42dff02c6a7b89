using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Root.Checksums;

/// <summary>The stripes of <see cref="Xxh64"/> with its four lanes in one register, where the processor multiplies 64-bit lanes.</summary>
internal static class Xxh64Vectors
{
    internal static bool Supported => Avx512DQ.VL.IsSupported && Avx512F.VL.IsSupported;

    /// <summary>Takes whole stripes into the lanes.</summary>
    /// <param name="lanes">Four accumulators.</param>
    /// <param name="stripes">Stripes of 32 bytes, one after the other.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Accumulate(Span<ulong> lanes, ReadOnlySpan<byte> stripes)
    {
        if (lanes.Length != Vector256<ulong>.Count || stripes.Length % Xxh64.Stripe != 0)
        {
            throw new ArgumentException($"{lanes.Length} lanes, {stripes.Length} bytes of stripes", nameof(stripes));
        }

        Vector256<ulong> all = Vector256.Create((ReadOnlySpan<ulong>)lanes);
        Vector256<ulong> first = Vector256.Create(Xxh64.Prime1);
        Vector256<ulong> second = Vector256.Create(Xxh64.Prime2);
        ref byte at = ref MemoryMarshal.GetReference(stripes);
        ref byte end = ref Unsafe.Add(ref at, stripes.Length);
        while (Unsafe.IsAddressLessThan(ref at, ref end))
        {
            all += Avx512DQ.VL.MultiplyLow(Vector256.LoadUnsafe(ref at).AsUInt64(), second);
            all = Avx512DQ.VL.MultiplyLow(Avx512F.VL.RotateLeft(all, 31), first);
            at = ref Unsafe.Add(ref at, Xxh64.Stripe);
        }

        all.CopyTo(lanes);
    }
}
