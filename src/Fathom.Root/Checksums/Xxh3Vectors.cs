using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Root.Checksums;

/// <summary>The stripes of <see cref="Xxh3Stripes"/> four lanes at a time, where the processor can.</summary>
internal static class Xxh3Vectors
{
    private const int Stripe = 64;
    private const int Half = 32;

    internal static bool Supported => Avx2.IsSupported;

    /// <summary>Adds stripes to the lanes.</summary>
    /// <param name="lanes">Eight accumulators.</param>
    /// <param name="data">At least that many stripes of 64 bytes.</param>
    /// <param name="secret">The secret, which moves on by eight bytes with each stripe.</param>
    /// <param name="stripes">How many.</param>
    internal static void Accumulate(Span<ulong> lanes, ReadOnlySpan<byte> data, ReadOnlySpan<byte> secret, int stripes)
    {
        if (lanes.Length < 8 || data.Length < (long)stripes * Stripe || secret.Length < (8L * (stripes - 1)) + Stripe)
        {
            throw new ArgumentException($"{stripes} stripes in {data.Length} bytes with a secret of {secret.Length}", nameof(stripes));
        }

        ref byte from = ref MemoryMarshal.GetReference(data);
        ref byte key = ref MemoryMarshal.GetReference(secret);
        Vector256<ulong> low = Vector256.Create((ReadOnlySpan<ulong>)lanes[..4]);
        Vector256<ulong> high = Vector256.Create((ReadOnlySpan<ulong>)lanes[4..8]);
        for (int i = 0; i < stripes; i++)
        {
            low = Add(low, Vector256.LoadUnsafe(ref from), Vector256.LoadUnsafe(ref key));
            high = Add(high, Vector256.LoadUnsafe(ref from, Half), Vector256.LoadUnsafe(ref key, Half));
            from = ref Unsafe.Add(ref from, Stripe);
            key = ref Unsafe.Add(ref key, 8);
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
}
