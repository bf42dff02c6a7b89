using System.Runtime.CompilerServices;
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
        CheckLengths(elements.Length, width, planes.Length);
        int count = elements.Length / width;
        ref byte from = ref MemoryMarshal.GetReference(elements);
        ref byte to = ref MemoryMarshal.GetReference(planes);
        int done = width switch
        {
            4 when BytePlaneBlocks.Supported => BytePlaneBlocks.Split4(ref from, ref to, count),
            4 when BytePlaneLanes.Supported => BytePlaneLanes.Split4(ref from, ref to, count),
            4 => BytePlaneVectors.Split4(ref from, ref to, count),
            8 when BytePlaneBlocks.Supported => BytePlaneBlocks.Split8(ref from, ref to, count),
            8 when BytePlaneLanes.Supported => BytePlaneLanes.Split8(ref from, ref to, count),
            8 => BytePlaneVectors.Split8(ref from, ref to, count),
            _ => 0,
        };
        for (int b = 0; b < width; b++)
        {
            Span<byte> plane = planes.Slice(b * count, count);
            for (int i = done, at = b + (done * width); i < plane.Length; i++, at += width)
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
        CheckLengths(elements.Length, width, planes.Length);
        Join(planes, width, 0, elements);
    }

    /// <summary>Puts some elements together.</summary>
    /// <param name="planes">Shape (width × n).</param>
    /// <param name="width">Bytes of an element: 2, 4 or 8.</param>
    /// <param name="first">The first element.</param>
    /// <param name="elements">Receives elements from there on, at most n − <paramref name="first"/>.</param>
    internal static void Join(ReadOnlySpan<byte> planes, int width, int first, Span<byte> elements)
    {
        int stride = planes.Length / width;
        int count = elements.Length / width;
        if (planes.Length % width != 0 || elements.Length % width != 0 || first < 0 || count > stride - first)
        {
            throw new ArgumentException($"elements {first} to {first + count} of {planes.Length} bytes of planes", nameof(first));
        }

        if (count == 0)
        {
            return;
        }

        ref byte from = ref Unsafe.Add(ref MemoryMarshal.GetReference(planes), first);
        ref byte to = ref MemoryMarshal.GetReference(elements);
        int done = width switch
        {
            4 when BytePlaneBlocks.Supported => BytePlaneBlocks.Join4(ref from, stride, ref to, count),
            4 when BytePlaneLanes.Supported => BytePlaneLanes.Join4(ref from, stride, ref to, count),
            4 => BytePlaneVectors.Join4(ref from, stride, ref to, count),
            8 when BytePlaneBlocks.Supported => BytePlaneBlocks.Join8(ref from, stride, ref to, count),
            8 when BytePlaneLanes.Supported => BytePlaneLanes.Join8(ref from, stride, ref to, count),
            8 => BytePlaneVectors.Join8(ref from, stride, ref to, count),
            _ => 0,
        };
        for (int b = 0; b < width; b++)
        {
            ReadOnlySpan<byte> plane = planes.Slice((b * stride) + first, count);
            for (int i = done, at = b + (done * width); i < plane.Length; i++, at += width)
            {
                elements[at] = plane[i];
            }
        }
    }

    /// <summary>The vectors beneath do not check bounds.</summary>
    private static void CheckLengths(int elements, int width, int planes)
    {
        if (elements != planes || elements % width != 0)
        {
            throw new ArgumentException($"{elements} bytes of elements of {width} bytes, {planes} bytes of planes", nameof(elements));
        }
    }
}
