using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Compression.Packing;

namespace Fathom.Root.NTuple.Pages;

/// <summary>A full page on its way into the file: encoded, compressed, with its checksum behind it.</summary>
/// <param name="format">How the column is stored.</param>
/// <param name="rented">Array with the elements in memory form and room for a checksum behind them; taken over.</param>
/// <param name="used">Bytes of the elements.</param>
/// <param name="encoded">The elements were encoded when they were put into the array.</param>
/// <param name="pool">Where the array came from.</param>
internal sealed class PageJob(PageFormat format, byte[] rented, int used, bool encoded, PagePool pool) : PackingJob
{
    /// <summary>Bytes of the elements in memory.</summary>
    internal int ElementBytes => used;

    /// <summary>The page once the job is done.</summary>
    internal SealedPage Page { get; private set; }

    internal override void Run(PackingTools tools)
    {
        int count = used / format.Width;
        Span<byte> elements = rented.AsSpan(0, used);
        ReadOnlySpan<byte> page = elements;
        bool inPlace = format.IsPlain || encoded;
        if (!inPlace)
        {
            Span<byte> room = tools.Room((int)format.StorageBytes(count));
            PagePacking.Encode(format, elements, room);
            page = room;
        }

        // Elements that were encoded elsewhere are not needed any more: their array takes the packed page.
        byte[] target = inPlace && tools.Compressor.Packs ? pool.Rent(used) : rented;
        ReadOnlySpan<byte> stored = tools.Compressor.Pack(page, target == rented && inPlace ? [] : target);
        byte[] bytes = Keep(stored, target);
        ulong checksum = Xxh3.Hash(bytes.AsSpan(0, stored.Length));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(stored.Length), checksum);
        Page = new SealedPage(count, bytes, stored.Length, checksum);
        if (bytes != rented)
        {
            pool.Return(rented);
        }

        if (target != rented && target != bytes)
        {
            pool.Return(target);
        }
    }

    /// <summary>The array in which the page stands, or is put now.</summary>
    private byte[] Keep(ReadOnlySpan<byte> stored, byte[] target)
    {
        if (stored.Overlaps(rented))
        {
            return rented;
        }

        byte[] bytes = stored.Length + SealedPage.ChecksumLength <= target.Length ? target : pool.Rent(stored.Length);
        if (!stored.Overlaps(bytes))
        {
            stored.CopyTo(bytes);
        }

        return bytes;
    }
}
