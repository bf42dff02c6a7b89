using System.Runtime.InteropServices;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Split encoding: all first bytes of the elements, then all second bytes, and so on.</summary>
internal static class BytePlanes
{
    /// <summary>Cuts elements into planes of bytes.</summary>
    /// <param name="elements">Shape (n × width).</param>
    /// <param name="width">Bytes of an element: 2, 4 or 8.</param>
    /// <param name="planes">Receives (width × n).</param>
    internal static void Split(ReadOnlySpan<byte> elements, int width, Span<byte> planes)
    {
        int count = elements.Length / width;
        for (int b = 0; b < width; b++)
        {
            Span<byte> plane = planes.Slice(b * count, count);
            for (int i = 0, at = b; i < plane.Length; i++, at += width)
            {
                plane[i] = elements[at];
            }
        }
    }

    /// <summary>Puts planes of bytes together to elements.</summary>
    /// <param name="planes">Shape (width × n).</param>
    /// <param name="width">Bytes of an element: 2, 4 or 8.</param>
    /// <param name="elements">Receives (n × width).</param>
    internal static void Join(ReadOnlySpan<byte> planes, int width, Span<byte> elements)
    {
        switch (width)
        {
            case 2:
                Join2(planes, MemoryMarshal.Cast<byte, ushort>(elements));
                break;
            case 4:
                Join4(planes, MemoryMarshal.Cast<byte, uint>(elements));
                break;
            default:
                Join8(planes, MemoryMarshal.Cast<byte, ulong>(elements));
                break;
        }
    }

    private static void Join2(ReadOnlySpan<byte> planes, Span<ushort> elements)
    {
        ReadOnlySpan<byte> low = planes[..elements.Length];
        ReadOnlySpan<byte> high = planes.Slice(elements.Length, elements.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = (ushort)(low[i] | (high[i] << 8));
        }
    }

    private static void Join4(ReadOnlySpan<byte> planes, Span<uint> elements)
    {
        int count = elements.Length;
        ReadOnlySpan<byte> first = planes[..count];
        ReadOnlySpan<byte> second = planes.Slice(count, count);
        ReadOnlySpan<byte> third = planes.Slice(2 * count, count);
        ReadOnlySpan<byte> fourth = planes.Slice(3 * count, count);
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = first[i] | ((uint)second[i] << 8) | ((uint)third[i] << 16) | ((uint)fourth[i] << 24);
        }
    }

    private static void Join8(ReadOnlySpan<byte> planes, Span<ulong> elements)
    {
        int count = elements.Length;
        for (int i = 0; i < elements.Length; i++)
        {
            ulong value = 0;
            for (int b = 7, at = i + (7 * count); b >= 0; b--, at -= count)
            {
                value = (value << 8) | planes[at];
            }

            elements[i] = value;
        }
    }
}
