using System.Runtime.InteropServices;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Pages;

/// <summary>How the pages of a column are stored: its type and, for floats of low precision, bits and range.</summary>
/// <param name="Type">Type of the column.</param>
/// <param name="Bits">Bits of one element on storage.</param>
/// <param name="Minimum">Smallest value of a quantised column.</param>
/// <param name="Maximum">Largest value of a quantised column.</param>
internal readonly record struct PageFormat(ColumnType Type, int Bits, double Minimum, double Maximum)
{
    private const int FloatBits = 32;
    private const int SmallestTruncated = 10;

    /// <summary>Bytes of one element in memory.</summary>
    internal int Width => IsPacked ? sizeof(float) : Type.Width();

    /// <summary>Bytes in memory and on storage are the same.</summary>
    internal bool IsPlain => !IsPacked && Type.IsPlain();

    /// <summary>Some elements of a page of <see cref="IsPlanes"/>.</summary>
    /// <param name="page">The whole page.</param>
    /// <param name="first">The first element.</param>
    /// <param name="elements">Receives elements from there on.</param>
    internal void DecodePart(ReadOnlySpan<byte> page, int first, Span<byte> elements) => BytePlanes.Join(page, Width, first, elements);

    /// <summary>Elements as they are, in planes of bytes: neither zigzag nor differences.</summary>
    internal bool IsPlanes => Type is ColumnType.SplitUInt16 or ColumnType.SplitUInt32 or ColumnType.SplitUInt64
        or ColumnType.SplitReal16 or ColumnType.SplitReal32 or ColumnType.SplitReal64;

    private bool IsPacked => Type is ColumnType.Real32Truncated or ColumnType.Real32Quantised;

    /// <summary>A type whose bits are always the same.</summary>
    public static implicit operator PageFormat(ColumnType type) => new(type, type.Bits(), 0, 0);

    /// <summary>The format of a column; null where the specification does not have it.</summary>
    internal static PageFormat? Of(ColumnRecord column)
    {
        bool known = column.Type switch
        {
            ColumnType.Real32Truncated => column.Bits is >= SmallestTruncated and < FloatBits,
            ColumnType.Real32Quantised => column.Bits is >= 1 and <= FloatBits,
            _ => column.Bits > 0 && column.Type.Bits() == column.Bits,
        };
        return known ? new PageFormat(column.Type, column.Bits, column.Minimum, column.Maximum) : null;
    }

    /// <summary>Bytes of this many elements on storage, before compression.</summary>
    internal long StorageBytes(long elements) => ((elements * Bits) + 7) / 8;

    /// <summary>From the bytes of a page to elements in memory.</summary>
    internal void Decode(ReadOnlySpan<byte> page, Span<byte> elements)
    {
        if (!IsPacked)
        {
            PageEncoding.Decode(Type, page, elements);
            return;
        }

        Span<float> floats = MemoryMarshal.Cast<byte, float>(elements);
        double step = (Maximum - Minimum) / ((1UL << Bits) - 1);
        for (int i = 0; i < floats.Length; i++)
        {
            uint packed = Packed(page, (long)i * Bits);
            floats[i] = Type == ColumnType.Real32Truncated
                ? BitConverter.UInt32BitsToSingle(packed << (FloatBits - Bits))
                : (float)((packed * step) + Minimum);
        }
    }

    /// <summary>Elements stand bit after bit, the lowest first.</summary>
    private uint Packed(ReadOnlySpan<byte> page, long bit)
    {
        ulong bits = 0;
        int first = (int)(bit >> 3);
        for (int i = 0; i < 5 && first + i < page.Length; i++)
        {
            bits |= (ulong)page[first + i] << (8 * i);
        }

        return (uint)((bits >> (int)(bit & 7)) & ((1UL << Bits) - 1));
    }
}
