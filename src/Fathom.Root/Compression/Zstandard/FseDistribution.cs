using System.Numerics;

namespace Fathom.Root.Compression.Zstandard;

/// <summary>Reads the probabilities of an FSE table (RFC 8878, 4.1.1), bits from the lowest on.</summary>
internal static class FseDistribution
{
    private const int MinimumAccuracy = 5;

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">What is left of the block.</param>
    /// <param name="maximumAccuracy">Largest that is allowed.</param>
    /// <param name="symbols">Number of symbols that are allowed.</param>
    /// <param name="length">Bytes that it took.</param>
    /// <exception cref="InvalidDataException">The probabilities do not add up.</exception>
    internal static FseTable Read(ReadOnlySpan<byte> bytes, int maximumAccuracy, int symbols, out int length)
    {
        int at = 0;
        int accuracy = Peek(bytes, at, 4) + MinimumAccuracy;
        at += 4;
        if (accuracy > maximumAccuracy)
        {
            throw new InvalidDataException($"a zstd table of accuracy {accuracy}");
        }

        Span<short> probabilities = stackalloc short[symbols];
        int left = 1 << accuracy;
        int symbol = 0;
        while (left > 0 && symbol < symbols)
        {
            int probability = Probability(bytes, ref at, left);
            left -= Math.Abs(probability);
            probabilities[symbol++] = (short)probability;
            if (probability == 0)
            {
                symbol += Zeros(bytes, ref at, symbols - symbol);
            }
        }

        length = (at + 7) / 8;
        return left == 0 && length <= bytes.Length
            ? FseTable.Of(probabilities, accuracy)
            : throw new InvalidDataException("a zstd table whose probabilities do not add up");
    }

    /// <summary>A value is one bit shorter where it is small: as many values as fit need no more.</summary>
    private static int Probability(ReadOnlySpan<byte> bytes, ref int at, int left)
    {
        int bits = BitOperations.Log2((uint)(left + 1)) + 1;
        int value = Peek(bytes, at, bits);
        int low = (1 << (bits - 1)) - 1;
        int threshold = (1 << bits) - 1 - (left + 1);
        if ((value & low) < threshold)
        {
            at += bits - 1;
            return (value & low) - 1;
        }

        at += bits;
        return (value > low ? value - threshold : value) - 1;
    }

    /// <summary>How many more symbols have no probability: two bits at a time, 3 for three and more to come.</summary>
    private static int Zeros(ReadOnlySpan<byte> bytes, ref int at, int allowed)
    {
        int zeros = 0;
        int repeat;
        do
        {
            repeat = Peek(bytes, at, 2);
            at += 2;
            zeros += repeat;
        }
        while (repeat == 3 && zeros <= allowed);
        return zeros <= allowed ? zeros : throw new InvalidDataException("a zstd table of too many symbols");
    }

    private static int Peek(ReadOnlySpan<byte> bytes, int at, int count)
    {
        int value = 0;
        for (int i = 0; i < 3 && (at >> 3) + i < bytes.Length; i++)
        {
            value |= bytes[(at >> 3) + i] << (8 * i);
        }

        return (value >> (at & 7)) & ((1 << count) - 1);
    }
}
