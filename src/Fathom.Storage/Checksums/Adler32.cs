using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fathom.Storage.Checksums;

/// <summary>The Adler-32 checksum, the grid's customary one (RFC 1950 section 8.2), incremental.</summary>
/// <remarks>
/// a = 1 + Σ dᵢ and b = Σ aᵢ, both modulo 65521; the value is b·2¹⁶ + a. Over a block of n bytes
/// b grows by n·a + Σ (n − i)·dᵢ, which vectors compute; the modulus is taken once every <see cref="Longest"/> bytes.
/// </remarks>
public struct Adler32
{
    private const uint Modulus = 65521;

    /// <summary>Bytes after which the sums are reduced: a multiple of every block, small enough for 32 bits.</summary>
    private const int Longest = 5536;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private uint sum;
    private uint sumOfSums;
    private bool begun;

    /// <summary>The checksum of the bytes so far; 1 for none.</summary>
    public readonly uint Value => begun ? (sumOfSums << 16) | sum : 1;

    /// <summary>Checksum of one span.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var adler = new Adler32();
        adler.Append(bytes);
        return adler.Value;
    }

    /// <summary>Eight lower-case hexadecimal digits, as in the catalogue.</summary>
    public static string Format(uint value) => value.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>True for eight lower-case hexadecimal digits.</summary>
    public static bool IsFormatted(ReadOnlySpan<char> text) => text.Length == 8 && !text.ContainsAnyExcept(Digits);

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!begun)
        {
            (sum, begun) = (1, true);
        }
        while (!bytes.IsEmpty)
        {
            var chunk = bytes[..Math.Min(bytes.Length, Longest)];
            bytes = bytes[chunk.Length..];
            var done = Vector256.IsHardwareAccelerated ? AddBy32(chunk, ref sum, ref sumOfSums)
                : Vector128.IsHardwareAccelerated ? AddBy16(chunk, ref sum, ref sumOfSums)
                : 0;
            AddScalar(chunk[done..], ref sum, ref sumOfSums);
            sum %= Modulus;
            sumOfSums %= Modulus;
        }
    }

    /// <inheritdoc/>
    public override readonly string ToString() => Format(Value);

    /// <summary>The definition, byte by byte; at most <see cref="Longest"/> bytes between reductions.</summary>
    internal static void AddScalar(ReadOnlySpan<byte> bytes, ref uint sum, ref uint sumOfSums)
    {
        foreach (var value in bytes)
        {
            sum += value;
            sumOfSums += sum;
        }
    }

    /// <summary>Whole blocks of 32 bytes; returns how many bytes that was.</summary>
    internal static int AddBy32(ReadOnlySpan<byte> bytes, ref uint sum, ref uint sumOfSums)
    {
        var weightsLow = Vector256.Create((ushort)32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17);
        var weightsHigh = weightsLow - Vector256.Create((ushort)16);
        Vector256<uint> bytesSum = default, weighted = default, before = default;
        var blocks = MemoryMarshal.Cast<byte, Vector256<byte>>(bytes);
        foreach (ref readonly var block in blocks)
        {
            before += bytesSum;
            var (low, high) = Vector256.Widen(block);
            var (sumLow, sumHigh) = Vector256.Widen(low + high);
            bytesSum += sumLow + sumHigh;
            var (weightedLow, weightedHigh) = Vector256.Widen((low * weightsLow) + (high * weightsHigh));
            weighted += weightedLow + weightedHigh;
        }
        var length = blocks.Length * 32;
        sumOfSums = Reduced(sumOfSums, sum, length, Vector256.Sum(weighted), 32UL * Vector256.Sum(before));
        sum += Vector256.Sum(bytesSum);
        return length;
    }

    /// <summary>Whole blocks of 16 bytes; returns how many bytes that was.</summary>
    internal static int AddBy16(ReadOnlySpan<byte> bytes, ref uint sum, ref uint sumOfSums)
    {
        var weightsLow = Vector128.Create((ushort)16, 15, 14, 13, 12, 11, 10, 9);
        var weightsHigh = weightsLow - Vector128.Create((ushort)8);
        Vector128<uint> bytesSum = default, weighted = default, before = default;
        var blocks = MemoryMarshal.Cast<byte, Vector128<byte>>(bytes);
        foreach (ref readonly var block in blocks)
        {
            before += bytesSum;
            var (low, high) = Vector128.Widen(block);
            var (sumLow, sumHigh) = Vector128.Widen(low + high);
            bytesSum += sumLow + sumHigh;
            var (weightedLow, weightedHigh) = Vector128.Widen((low * weightsLow) + (high * weightsHigh));
            weighted += weightedLow + weightedHigh;
        }
        var length = blocks.Length * 16;
        sumOfSums = Reduced(sumOfSums, sum, length, Vector128.Sum(weighted), 16UL * Vector128.Sum(before));
        sum += Vector128.Sum(bytesSum);
        return length;
    }

    private static uint Reduced(uint sumOfSums, uint sum, int length, uint weighted, ulong before) =>
        (uint)((sumOfSums + ((ulong)sum * (uint)length) + weighted + before) % Modulus);
}
