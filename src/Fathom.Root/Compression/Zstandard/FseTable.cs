using System.Numerics;

namespace Fathom.Root.Compression.Zstandard;

/// <summary>A decoding table of finite state entropy (RFC 8878, 4.1): in each state a symbol, and how the next state is found.</summary>
internal sealed class FseTable
{
    private readonly byte[] _symbols;
    private readonly byte[] _bits;
    private readonly ushort[] _bases;

    private FseTable(int accuracy)
    {
        Accuracy = accuracy;
        _symbols = new byte[1 << accuracy];
        _bits = new byte[1 << accuracy];
        _bases = new ushort[1 << accuracy];
    }

    /// <summary>Bits of a state.</summary>
    internal int Accuracy { get; }

    /// <summary>A table of one symbol, which takes no bits.</summary>
    internal static FseTable Of(byte symbol)
    {
        FseTable table = new(0);
        table._symbols[0] = symbol;
        return table;
    }

    /// <summary>A table from the probabilities of the symbols; −1 stands for less than one.</summary>
    internal static FseTable Of(ReadOnlySpan<short> probabilities, int accuracy)
    {
        FseTable table = new(accuracy);
        Span<ushort> nexts = stackalloc ushort[probabilities.Length];
        table.Spread(probabilities, nexts);
        int size = 1 << accuracy;
        for (int state = 0; state < size; state++)
        {
            int next = nexts[table._symbols[state]]++;
            int bits = accuracy - BitOperations.Log2((uint)next);
            table._bits[state] = (byte)bits;
            table._bases[state] = (ushort)((next << bits) - size);
        }

        return table;
    }

    internal int Symbol(int state) => _symbols[state];

    internal int First(ref BackwardBits bits) => (int)bits.Read(Accuracy);

    internal int Next(int state, ref BackwardBits bits) => _bases[state] + (int)bits.Read(_bits[state]);

    /// <summary>Symbols of less than one at the end, the others in steps through the table.</summary>
    private void Spread(ReadOnlySpan<short> probabilities, Span<ushort> nexts)
    {
        int size = _symbols.Length;
        int high = size;
        for (int symbol = 0; symbol < probabilities.Length; symbol++)
        {
            if (probabilities[symbol] == -1)
            {
                _symbols[--high] = (byte)symbol;
                nexts[symbol] = 1;
            }
        }

        int step = (size >> 1) + (size >> 3) + 3;
        int place = 0;
        for (int symbol = 0; symbol < probabilities.Length; symbol++)
        {
            nexts[symbol] = probabilities[symbol] > 0 ? (ushort)probabilities[symbol] : nexts[symbol];
            for (int i = 0; i < probabilities[symbol]; i++)
            {
                _symbols[place] = (byte)symbol;
                do
                {
                    place = (place + step) & (size - 1);
                }
                while (place >= high);
            }
        }
    }
}
