using System.Numerics;

namespace Fathom.Vo.Releases;

/// <summary>Counts how many different values there are: up to 1,000 exactly, then in 4 KiB (HyperLogLog; Flajolet et al. 2007) to about 1.6 %.</summary>
internal sealed class DistinctEstimate
{
    private const int Bits = 12;
    private const int Registers = 1 << Bits;
    private const int CountedExactly = 1000;

    private readonly byte[] _registers = new byte[Registers];
    private HashSet<ulong>? _few = [];

    /// <summary>Takes a value in by its bits.</summary>
    public void Add(ulong bits)
    {
        var hash = Mix(bits);
        if (_few is not null && _few.Add(hash) && _few.Count > CountedExactly)
        {
            _few = null;
        }

        var register = (int)(hash >> (64 - Bits));
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << Bits) | (1UL << (Bits - 1))) + 1);
        if (rank > _registers[register])
        {
            _registers[register] = rank;
        }
    }

    /// <summary>Takes a text or an array in by its bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 0x0000_0100_0000_01B3UL;
        }

        Add(hash);
    }

    /// <summary>The count.</summary>
    public long Count()
    {
        if (_few is not null)
        {
            return _few.Count;
        }

        var sum = 0.0;
        var zeros = 0;
        foreach (var register in _registers)
        {
            sum += Math.ScaleB(1, -register);
            zeros += register == 0 ? 1 : 0;
        }

        var raw = 0.7213 / (1 + (1.079 / Registers)) * Registers * Registers / sum;
        return (long)Math.Round(raw <= 2.5 * Registers && zeros > 0 ? Registers * Math.Log((double)Registers / zeros) : raw);
    }

    /// <summary>A finaliser that spreads every bit (SplitMix64).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
