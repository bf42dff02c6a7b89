using System.Runtime.InteropServices;

namespace Fathom.Root.NTuple.Pages;

/// <summary>From elements in memory to the bytes of a page, floats of low precision included (see <see cref="PageFormat.Decode"/>).</summary>
internal static class PagePacking
{
    private const int FloatBits = 32;

    /// <summary>Encodes elements.</summary>
    /// <param name="format">How the column is stored.</param>
    /// <param name="elements">Elements in memory form; changed on the way.</param>
    /// <param name="page">Receives the bytes of the page, <see cref="PageFormat.StorageBytes"/> of them.</param>
    internal static void Encode(PageFormat format, Span<byte> elements, Span<byte> page)
    {
        switch (format.Type)
        {
            case ColumnType.Real32Truncated:
                page.Clear();
                Truncate(MemoryMarshal.Cast<byte, uint>(elements), format.Bits, page);
                break;
            case ColumnType.Real32Quantised:
                page.Clear();
                Quantise(MemoryMarshal.Cast<byte, float>(elements), format, page);
                break;
            default:
                PageEncoding.Encode(format.Type, elements, page);
                break;
        }
    }

    private static void Truncate(ReadOnlySpan<uint> elements, int bits, Span<byte> page)
    {
        long at = 0;
        foreach (uint element in elements)
        {
            Put(page, at, element >> (FloatBits - bits), bits);
            at += bits;
        }
    }

    /// <summary>The nearest of equally spaced values, as ROOT's RColumnElement does; the range was checked at filling.</summary>
    private static void Quantise(ReadOnlySpan<float> elements, PageFormat format, Span<byte> page)
    {
        double last = (1UL << format.Bits) - 1;
        double scale = last / (format.Maximum - format.Minimum);
        long at = 0;
        foreach (float element in elements)
        {
            Put(page, at, (uint)Math.Min(0.5 + ((element - format.Minimum) * scale), last), format.Bits);
            at += format.Bits;
        }
    }

    /// <summary>Elements stand bit after bit, the lowest first.</summary>
    private static void Put(Span<byte> page, long bit, uint value, int bits)
    {
        ulong shifted = (ulong)value << (int)(bit & 7);
        int last = (int)((bit + bits - 1) >> 3);
        for (int i = (int)(bit >> 3); i <= last; i++)
        {
            page[i] |= (byte)shifted;
            shifted >>= 8;
        }
    }
}
