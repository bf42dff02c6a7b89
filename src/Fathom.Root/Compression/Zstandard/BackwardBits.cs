using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fathom.Root.Compression.Zstandard;

/// <summary>
/// Bits that are read from the end of a stream towards its begin (RFC 8878, 4.1: "the bitstream is read in reverse"); a set
/// bit above the last one marks the end. Bits before the begin are zeros, and <see cref="Left"/> is then negative.
/// </summary>
internal ref struct BackwardBits
{
    /// <summary>Most bits that one call may ask for.</summary>
    internal const int MaximumBits = 56;

    private readonly ReadOnlySpan<byte> _bytes;

    internal BackwardBits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] == 0)
        {
            throw new InvalidDataException("a zstd bitstream without its end mark");
        }

        _bytes = bytes;
        Left = ((bytes.Length - 1) * 8) + BitOperations.Log2(bytes[^1]);
    }

    /// <summary>Bits that are left.</summary>
    internal int Left { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Read(int count)
    {
        Left -= count;
        return Left >= 0 ? Whole(Left, count) : Beyond(count);
    }

    /// <summary>The next bits at the top of a word, at least 57 of them.</summary>
    /// <param name="word">The bits.</param>
    /// <returns>False where fewer are left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool TryPeekTop(out ulong word)
    {
        int first = (Left - 64 + 7) >> 3;
        if (Left < 64 || first < 0)
        {
            word = 0;
            return false;
        }

        word = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[first..]) << (64 - (Left - (first * 8)));
        return true;
    }

    internal void Skip(int count) => Left -= count;

    private readonly ulong Whole(int position, int count)
    {
        int first = position >> 3;
        ulong word = first + sizeof(ulong) <= _bytes.Length ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes[first..]) : Last(first);
        return (word >> (position & 7)) & ((1UL << count) - 1);
    }

    private readonly ulong Beyond(int count)
    {
        int missing = -Left;
        return missing >= count ? 0 : Whole(0, count - missing) << missing;
    }

    private readonly ulong Last(int first)
    {
        ulong word = 0;
        for (int i = first; i < _bytes.Length; i++)
        {
            word |= (ulong)_bytes[i] << (8 * (i - first));
        }

        return word;
    }
}
