using System.Numerics;

namespace Fathom.Root.Compression.Zstandard;

/// <summary>Prefix codes of literals (RFC 8878, 4.2): for every row of bits a symbol and how many of them it took.</summary>
internal sealed class HuffmanTable
{
    private const int MaximumBits = 11;
    private const int MaximumSymbols = 256;
    private const int DirectFrom = 128;
    private const int MaximumWeightAccuracy = 6;
    private const int SymbolsInWord = 5;

    private readonly byte[] _symbols;
    private readonly byte[] _lengths;
    private readonly int _bits;

    private HuffmanTable(int bits)
    {
        _bits = bits;
        _symbols = new byte[1 << bits];
        _lengths = new byte[1 << bits];
    }

    /// <summary>Reads the weights of the symbols, from which the codes follow.</summary>
    /// <param name="bytes">What is left of the literals.</param>
    /// <param name="length">Bytes that they took.</param>
    internal static HuffmanTable Read(ReadOnlySpan<byte> bytes, out int length)
    {
        int head = bytes.IsEmpty ? throw new InvalidDataException("a zstd block that ends within its Huffman table") : bytes[0];
        Span<byte> weights = stackalloc byte[MaximumSymbols];
        int count = head >= DirectFrom ? head - DirectFrom + 1 : 0;
        length = 1 + (head >= DirectFrom ? (count + 1) / 2 : head);
        if (length > bytes.Length)
        {
            throw new InvalidDataException("a zstd block that ends within its Huffman table");
        }

        if (head >= DirectFrom)
        {
            for (int i = 0; i < count; i++)
            {
                weights[i] = (byte)((bytes[1 + (i / 2)] >> ((i & 1) == 0 ? 4 : 0)) & 0xF);
            }
        }
        else
        {
            count = Compressed(bytes[1..length], weights[..(MaximumSymbols - 1)]);
        }

        return Of(weights[..(count + 1)]);
    }

    /// <summary>Decodes one stream, which must end with the target.</summary>
    internal void Decode(ReadOnlySpan<byte> stream, Span<byte> target)
    {
        BackwardBits bits = new(stream);
        int done = 0;
        while (done + SymbolsInWord <= target.Length && bits.TryPeekTop(out ulong word))
        {
            int taken = 0;
            for (int i = 0; i < SymbolsInWord; i++)
            {
                int row = (int)(word >> (64 - _bits));
                target[done++] = _symbols[row];
                word <<= _lengths[row];
                taken += _lengths[row];
            }

            bits.Skip(taken);
        }

        for (; done < target.Length; done++)
        {
            int row = (int)bits.Read(_bits);
            target[done] = _symbols[row];
            bits.Skip(_lengths[row] - _bits);
        }

        if (bits.Left != 0)
        {
            throw new InvalidDataException($"a zstd stream of literals with {bits.Left} bits left");
        }
    }

    /// <summary>Weights as two interleaved states of one FSE table.</summary>
    private static int Compressed(ReadOnlySpan<byte> bytes, Span<byte> weights)
    {
        FseTable table = FseDistribution.Read(bytes, MaximumWeightAccuracy, MaximumBits + 2, out int length);
        BackwardBits bits = new(bytes[length..]);
        int one = table.First(ref bits);
        int two = table.First(ref bits);
        int count = 0;
        while (count + 2 <= weights.Length)
        {
            weights[count++] = (byte)table.Symbol(one);
            one = table.Next(one, ref bits);
            if (bits.Left < 0)
            {
                weights[count++] = (byte)table.Symbol(two);
                return count;
            }

            (one, two) = (two, one);
        }

        throw new InvalidDataException("a zstd Huffman table of too many symbols");
    }

    /// <summary>The last weight is what is missing to a power of two.</summary>
    private static HuffmanTable Of(Span<byte> weights)
    {
        int sum = 0;
        foreach (byte weight in weights[..^1])
        {
            sum += weight > MaximumBits ? throw new InvalidDataException("a zstd code that is too long") : weight == 0 ? 0 : 1 << (weight - 1);
        }

        int bits = sum == 0 ? 0 : BitOperations.Log2((uint)sum) + 1;
        int rest = (1 << bits) - sum;
        if (bits is 0 or > MaximumBits || !BitOperations.IsPow2(rest))
        {
            throw new InvalidDataException("a zstd Huffman table whose weights do not add up");
        }

        weights[^1] = (byte)(BitOperations.Log2((uint)rest) + 1);
        HuffmanTable table = new(bits);
        table.Fill(weights);
        return table;
    }

    /// <summary>The longest codes have the lowest rows; codes of one length are in the order of their symbols.</summary>
    private void Fill(ReadOnlySpan<byte> weights)
    {
        int row = 0;
        for (int weight = 1; weight <= _bits; weight++)
        {
            int rows = 1 << (weight - 1);
            for (int symbol = 0; symbol < weights.Length; symbol++)
            {
                if (weights[symbol] == weight)
                {
                    _symbols.AsSpan(row, rows).Fill((byte)symbol);
                    _lengths.AsSpan(row, rows).Fill((byte)(_bits + 1 - weight));
                    row += rows;
                }
            }
        }
    }
}
