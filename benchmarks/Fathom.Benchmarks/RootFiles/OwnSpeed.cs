using System.Diagnostics;
using System.Runtime.InteropServices;
using Fathom.Root;
using Fathom.Root.Compression;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>What a codec does on one core with the pages of a file, and nothing else; and the disk with its bytes.</summary>
internal static class OwnSpeed
{
    private const int MostEntryBytes = 64;

    /// <summary>Compresses and decompresses the pages of a data set.</summary>
    /// <returns>Bytes a second, unpacked, each.</returns>
    internal static (double Pack, double Unpack) OfCodec(JaggedData data, RootWriteOptions options, bool asTree)
    {
        List<byte[]> pages = asTree ? Baskets(data, options.PageBytes) : Pages(data, options.PageBytes);
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

    /// <summary>Writes the bytes of a file to a new one, and reads them, as a program would that does nothing else.</summary>
    /// <returns>Bytes of the file a second, each.</returns>
    internal static (double Write, double Read) OfDisk(string path)
    {
        const int Step = 1 << 20;
        byte[] bytes = File.ReadAllBytes(path);
        string copy = path + ".copy";
        double write = Speed(bytes.Length, () =>
        {
            using FileStream file = new(copy, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (int at = 0; at < bytes.Length; at += Step)
            {
                file.Write(bytes, at, Math.Min(Step, bytes.Length - at));
            }
        }, () => File.Delete(copy));
        double read = Speed(bytes.Length, () =>
        {
            using FileStream file = new(copy, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            for (int at = 0; at < bytes.Length; at += Step)
            {
                file.ReadExactly(bytes, at, Math.Min(Step, bytes.Length - at));
            }
        });
        File.Delete(copy);
        return (write, read);
    }

    /// <summary>
    /// The best of several runs: of at least seven over at least two seconds, in which methods that are short become
    /// compiled for speed; of two where they take long.
    /// </summary>
    /// <param name="bytes">What a run goes through.</param>
    /// <param name="work">A run.</param>
    /// <param name="prepare">Before each run, not measured.</param>
    internal static double Speed(long bytes, Action work, Action? prepare = null)
    {
        const int Runs = 7;
        const int FewestRuns = 2;
        TimeSpan least = TimeSpan.FromSeconds(2);
        TimeSpan enough = TimeSpan.FromSeconds(5);
        double best = 0;
        TimeSpan all = TimeSpan.Zero;
        for (int run = 0; run < FewestRuns || all < least || (run < Runs && all < enough); run++)
        {
            prepare?.Invoke();
            long start = Stopwatch.GetTimestamp();
            work();
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            all += taken;
            best = Math.Max(best, bytes / taken.TotalSeconds);
        }

        return best;
    }

    /// <summary>The pages as the RNTuple writer encodes them: byte planes of floats, differences of offsets.</summary>
    private static List<byte[]> Pages(JaggedData data, int pageBytes) =>
    [
        .. Encoded(ColumnType.SplitReal32, MemoryMarshal.AsBytes(data.Values.AsSpan()), pageBytes),
        .. Encoded(ColumnType.SplitIndex64, MemoryMarshal.AsBytes(data.Offsets.AsSpan(1)), pageBytes),
    ];

    /// <summary>About the baskets of a tree: floats and counts in ROOT's byte order, after them the offsets of their entries.</summary>
    private static List<byte[]> Baskets(JaggedData data, int basketBytes)
    {
        List<byte[]> baskets = [];
        BigEndianBytes basket = new();
        BigEndianBytes offsets = new();
        BigEndianBytes counts = new();
        for (int i = 0; i + 1 < data.Offsets.Length; i++)
        {
            offsets.Add(basket.Length);
            counts.Add((int)(data.Offsets[i + 1] - data.Offsets[i]));
            for (long at = data.Offsets[i]; at < data.Offsets[i + 1]; at++)
            {
                basket.Add(BitConverter.SingleToInt32Bits(data.Values[at]));
            }

            if (basket.Length + offsets.Length + (MostEntryBytes * 2) > basketBytes)
            {
                baskets.Add([.. basket.Take(), .. offsets.Take()]);
            }

            if (counts.Length + sizeof(int) > basketBytes)
            {
                baskets.Add(counts.Take());
            }
        }

        baskets.Add([.. basket.Take(), .. offsets.Take()]);
        baskets.Add(counts.Take());
        return baskets;
    }

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
