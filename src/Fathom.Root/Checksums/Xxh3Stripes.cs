using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Fathom.Root.Checksums.Xxh3Secret;

namespace Fathom.Root.Checksums;

/// <summary>XXH3 of more than 240 bytes: eight accumulators over stripes of 64 bytes.</summary>
internal static class Xxh3Stripes
{
    private const int Stripe = 64;
    private const int StripesPerBlock = (Length - Stripe) / 8;
    private const int Block = Stripe * StripesPerBlock;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ulong Hash(ReadOnlySpan<byte> data)
    {
        Span<ulong> lanes =
        [
            Prime32Three, Prime64One, Prime64Two, Prime64Three, Prime64Four, Prime32Two, Prime64Five, Prime32One,
        ];
        int inBlocks = (data.Length - 1) / Block * Block;
        Accumulate(lanes, data[..inBlocks], StripesPerBlock, scramble: true);
        int stripes = (data.Length - inBlocks - 1) / Stripe;
        Accumulate(lanes, data.Slice(inBlocks, stripes * Stripe), stripes, scramble: false);
        AccumulateStripe(lanes, data[^Stripe..], Bytes[(Length - Stripe - 7)..]);
        return Merge(lanes, (ulong)data.Length * Prime64One);
    }

    private static void Accumulate(Span<ulong> lanes, ReadOnlySpan<byte> data, int stripes, bool scramble)
    {
        if (Xxh3Vectors.Supported && stripes > 0)
        {
            Xxh3Vectors.Accumulate(lanes, data, stripes, scramble);
            return;
        }

        for (int at = 0; at < data.Length; at += stripes * Stripe)
        {
            for (int i = 0; i < stripes; i++)
            {
                AccumulateStripe(lanes, data.Slice(at + (i * Stripe), Stripe), Bytes[(8 * i)..]);
            }

            if (scramble)
            {
                Scramble(lanes);
            }
        }
    }

    private static void AccumulateStripe(Span<ulong> lanes, ReadOnlySpan<byte> stripe, ReadOnlySpan<byte> secret)
    {
        ReadOnlySpan<ulong> values = MemoryMarshal.Cast<byte, ulong>(stripe)[..8];
        ReadOnlySpan<ulong> keys = MemoryMarshal.Cast<byte, ulong>(secret)[..8];
        lanes = lanes[..8];
        for (int i = 0; i < 8; i += 2)
        {
            ulong even = values[i];
            ulong odd = values[i + 1];
            ulong evenKey = even ^ keys[i];
            ulong oddKey = odd ^ keys[i + 1];
            lanes[i] += odd + ((evenKey & uint.MaxValue) * (evenKey >> 32));
            lanes[i + 1] += even + ((oddKey & uint.MaxValue) * (oddKey >> 32));
        }
    }

    private static void Scramble(Span<ulong> lanes)
    {
        for (int i = 0; i < lanes.Length; i++)
        {
            ulong lane = lanes[i];
            lanes[i] = (lane ^ (lane >> 47) ^ Xxh3.Secret64(Length - Stripe + (8 * i))) * Prime32One;
        }
    }

    private static ulong Merge(ReadOnlySpan<ulong> lanes, ulong start)
    {
        ulong hash = start;
        for (int i = 0; i < 8; i += 2)
        {
            hash += Xxh3.Fold(lanes[i] ^ Xxh3.Secret64(11 + (8 * i)), lanes[i + 1] ^ Xxh3.Secret64(19 + (8 * i)));
        }

        return Xxh3.Avalanche(hash);
    }
}
