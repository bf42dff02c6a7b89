using System.Runtime.InteropServices;
using Fathom.Root;
using Fathom.Root.NTuple.Pages;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>What the codec gets to pack of a data set.</summary>
internal static class DataPages
{
    private const int MostEntryBytes = 64;

    /// <summary>What is packed when the data set is written.</summary>
    internal static List<byte[]> Written(JaggedData data, RootWriteOptions options, bool asTree) =>
        asTree ? OfTree(data, options.PageBytes, counts: true) : OfNTuple(data, options.PageBytes);

    /// <summary>What is unpacked when it is read: of a tree, not the counts, since baskets of the values have offsets.</summary>
    internal static List<byte[]> Read(JaggedData data, RootWriteOptions options, bool asTree) =>
        asTree ? OfTree(data, options.PageBytes, counts: false) : OfNTuple(data, options.PageBytes);

    /// <summary>The pages as the RNTuple writer encodes them: byte planes of floats, differences of offsets.</summary>
    private static List<byte[]> OfNTuple(JaggedData data, int pageBytes) =>
    [
        .. Encoded(ColumnType.SplitReal32, MemoryMarshal.AsBytes(data.Values.AsSpan()), pageBytes),
        .. Encoded(ColumnType.SplitIndex64, MemoryMarshal.AsBytes(data.Offsets.AsSpan(1)), pageBytes),
    ];

    /// <summary>About the baskets of a tree: floats and counts in ROOT's byte order, after them the offsets of their entries.</summary>
    private static List<byte[]> OfTree(JaggedData data, int basketBytes, bool counts)
    {
        List<byte[]> baskets = [];
        BigEndianBytes basket = new();
        BigEndianBytes offsets = new();
        BigEndianBytes counted = new();
        for (int i = 0; i + 1 < data.Offsets.Length; i++)
        {
            offsets.Add(basket.Length);
            for (long at = data.Offsets[i]; at < data.Offsets[i + 1]; at++)
            {
                basket.Add(BitConverter.SingleToInt32Bits(data.Values[at]));
            }

            if (basket.Length + offsets.Length + (MostEntryBytes * 2) > basketBytes)
            {
                baskets.Add([.. basket.Take(), .. offsets.Take()]);
            }

            if (counts)
            {
                counted.Add((int)(data.Offsets[i + 1] - data.Offsets[i]));
            }

            if (counted.Length + sizeof(int) > basketBytes)
            {
                baskets.Add(counted.Take());
            }
        }

        baskets.Add([.. basket.Take(), .. offsets.Take()]);
        baskets.Add(counted.Take());
        return [.. baskets.Where(filled => filled.Length > 0)];
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
