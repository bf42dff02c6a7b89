using System.Diagnostics;
using System.Runtime.InteropServices;
using Fathom.Root;
using Fathom.Root.Compression;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>What a codec does on one core with the pages of a file, and nothing else; and the disk with its bytes.</summary>
internal static class OwnSpeed
{
    /// <summary>Compresses and decompresses the pages of a data set.</summary>
    /// <returns>Bytes a second, unpacked, each.</returns>
    internal static (double Pack, double Unpack) OfCodec(JaggedData data, RootWriteOptions options)
    {
        List<byte[]> pages = Pages(data, options.PageBytes);
        using BlockCompressor compressor = new(options.Codec, options.Level);
        using BlockDecompressor decompressor = new();
        List<byte[]> packed = [.. pages.Select(page => compressor.Pack(page).ToArray())];
        byte[] target = new byte[options.PageBytes];
        double pack = Speed(data.Bytes, () => pages.ForEach(page => compressor.Pack(page)));
        double unpack = Speed(data.Bytes, () =>
        {
            for (int i = 0; i < pages.Count; i++)
            {
                if (packed[i].Length < pages[i].Length)
                {
                    decompressor.Unpack(packed[i], target.AsSpan(0, pages[i].Length));
                }
                else
                {
                    packed[i].CopyTo(target.AsSpan());
                }
            }
        });
        return (pack, unpack);
    }

    /// <summary>Writes bytes to a new file, and reads them, as a program would that does nothing else.</summary>
    /// <param name="path">A file that may be replaced.</param>
    /// <param name="length">How many bytes.</param>
    internal static (double Write, double Read) OfDisk(string path, long length)
    {
        byte[] block = new byte[1 << 20];
        new Random(1).NextBytes(block);
        double write = Speed(length, () =>
        {
            using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (long at = 0; at < length; at += block.Length)
            {
                file.Write(block.AsSpan(0, (int)Math.Min(block.Length, length - at)));
            }
        });
        double read = Speed(length, () =>
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            while (file.Read(block) > 0)
            {
            }
        });
        File.Delete(path);
        return (write, read);
    }

    /// <summary>The best of several runs.</summary>
    internal static double Speed(long bytes, Action work, int runs = 3)
    {
        double best = 0;
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Max(best, bytes / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>The pages as the RNTuple writer encodes them: byte planes of floats, differences of offsets.</summary>
    private static List<byte[]> Pages(JaggedData data, int pageBytes) =>
    [
        .. Encoded(ColumnType.SplitReal32, MemoryMarshal.AsBytes(data.Values.AsSpan()), pageBytes),
        .. Encoded(ColumnType.SplitIndex64, MemoryMarshal.AsBytes(data.Offsets.AsSpan(1)), pageBytes),
    ];

    private static List<byte[]> Encoded(ColumnType type, ReadOnlySpan<byte> elements, int pageBytes)
    {
        List<byte[]> pages = [];
        for (int at = 0; at < elements.Length; at += pageBytes)
        {
            byte[] page = elements.Slice(at, Math.Min(pageBytes, elements.Length - at)).ToArray();
            byte[] encoded = new byte[page.Length];
            PagePacking.Encode(type, page, encoded);
            pages.Add(encoded);
        }

        return pages;
    }
}
