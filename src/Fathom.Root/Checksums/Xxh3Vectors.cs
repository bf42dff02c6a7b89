using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static Fathom.Root.Checksums.Xxh3Secret;

namespace Fathom.Root.Checksums;

/// <summary>The blocks of <see cref="Xxh3Stripes"/> four lanes at a time, where the processor can.</summary>
internal static class Xxh3Vectors
{
    private const int Stripe = 64;
    private const int Half = 32;

    internal static bool Supported => Avx2.IsSupported;

    /// <summary>Takes whole blocks into the lanes.</summary>
    /// <param name="lanes">Eight accumulators.</param>
    /// <param name="data">Blocks, one after the other.</param>
    /// <param name="stripes">Stripes of 64 bytes of a block; the secret moves on by eight bytes with each.</param>
    /// <param name="scramble">Whether a block ends with scrambling the lanes: all but the last do.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Accumulate(Span<ulong> lanes, ReadOnlySpan<byte> data, int stripes, bool scramble)
    {
        if (lanes.Length < 8 || data.Length % (stripes * Stripe) != 0 || Length < (8L * (stripes - 1)) + Stripe)
        {
            throw new ArgumentException($"blocks of {stripes} stripes in {data.Length} bytes", nameof(stripes));
        }

        ref byte from = ref MemoryMarshal.GetReference(data);
        ref byte secret = ref MemoryMarshal.GetReference(Bytes);
        Vector256<ulong> low = Vector256.Create((ReadOnlySpan<ulong>)lanes[..4]);
        Vector256<ulong> high = Vector256.Create((ReadOnlySpan<ulong>)lanes[4..8]);
        for (int left = data.Length; left > 0; left -= stripes * Stripe)
        {
            ref byte key = ref secret;
            for (int i = 0; i < stripes; i++)
            {
                low = Add(low, Vector256.LoadUnsafe(ref from), Vector256.LoadUnsafe(ref key));
                high = Add(high, Vector256.LoadUnsafe(ref from, Half), Vector256.LoadUnsafe(ref key, Half));
                from = ref Unsafe.Add(ref from, Stripe);
                key = ref Unsafe.Add(ref key, 8);
            }

            if (scramble)
            {
                low = Scramble(low, Vector256.LoadUnsafe(ref secret, Length - Stripe));
                high = Scramble(high, Vector256.LoadUnsafe(ref secret, Length - Half));
            }
        }

        low.CopyTo(lanes);
        high.CopyTo(lanes[4..]);
    }

    /// <summary>To each lane the value of its neighbour, and the product of the halves of its own with the secret.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Add(Vector256<ulong> lanes, Vector256<byte> values, Vector256<byte> secret)
    {
        const byte SwapNeighbours = 0b01_00_11_10;
        Vector256<ulong> keyed = (values ^ secret).AsUInt64();
        Vector256<ulong> product = Avx2.Multiply(keyed.AsUInt32(), (keyed >> 32).AsUInt32());
        return lanes + product + Avx2.Shuffle(values.AsUInt32(), SwapNeighbours).AsUInt64();
    }

    /// <summary>The product with a prime of 32 bits, half by half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Scramble(Vector256<ulong> lanes, Vector256<byte> secret)
    {
        Vector256<ulong> mixed = lanes ^ (lanes >>> 47) ^ secret.AsUInt64();
        Vector256<uint> prime = Vector256.Create(Prime32One);
        Vector256<ulong> upper = Avx2.Multiply((mixed >>> 32).AsUInt32(), prime);
        return Avx2.Multiply(mixed.AsUInt32(), prime) + (upper << 32);
    }
}
