using System.Buffers.Binary;
using System.IO.Compression;

namespace Fathom.Portal.Plots;

/// <summary>Writes an image of at most 256 colours (PNG 1.2, colour type 3).</summary>
public static class PngImage
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>The file.</summary>
    /// <param name="width">Pixels in a line.</param>
    /// <param name="pixels">Numbers of colours, line by line from the top.</param>
    /// <param name="colours">The colours; one that is transparent must be the first.</param>
    /// <param name="firstIsClear">True where the first colour lets the page through.</param>
    public static byte[] Write(int width, ReadOnlySpan<byte> pixels, IReadOnlyList<(byte Red, byte Green, byte Blue)> colours, bool firstIsClear)
    {
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], pixels.Length / width);
        head[8..].Clear();
        (head[8], head[9]) = (8, 3);
        Chunk(file, "IHDR"u8, head);
        Chunk(file, "PLTE"u8, [.. colours.SelectMany(colour => new[] { colour.Red, colour.Green, colour.Blue })]);
        if (firstIsClear)
        {
            Chunk(file, "tRNS"u8, [0]);
        }

        Chunk(file, "IDAT"u8, Packed(width, pixels));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Each line begins with the number of its filter: none.
    private static byte[] Packed(int width, ReadOnlySpan<byte> pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            for (int at = 0; at < pixels.Length; at += width)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(at, width));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Add(Add(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Add(uint check, ReadOnlySpan<byte> data)
    {
        foreach (byte one in data)
        {
            check = Table[(byte)(check ^ one)] ^ (check >> 8);
        }

        return check;
    }

    private static uint Remainder(int value)
    {
        uint rest = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            rest = (rest & 1) != 0 ? 0xEDB88320 ^ (rest >> 1) : rest >> 1;
        }

        return rest;
    }
}
