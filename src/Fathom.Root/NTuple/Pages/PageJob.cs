using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Compression.Packing;

namespace Fathom.Root.NTuple.Pages;

/// <summary>A full page on its way into the file: encoded, compressed, with its checksum behind it.</summary>
/// <param name="format">How the column is stored.</param>
/// <param name="rented">Array with the elements in memory form and room for a checksum behind them; taken over.</param>
/// <param name="used">Bytes of the elements.</param>
/// <param name="pool">Where the array came from.</param>
internal sealed class PageJob(PageFormat format, byte[] rented, int used, PagePool pool) : PackingJob
{
    /// <summary>Bytes of the elements in memory.</summary>
    internal int ElementBytes => used;

    /// <summary>The page once the job is done.</summary>
    internal SealedPage Page { get; private set; }

    internal override void Run(PackingTools tools)
    {
        int count = used / format.Width;
        Span<byte> elements = rented.AsSpan(0, used);
        ReadOnlySpan<byte> encoded = elements;
        if (!format.IsPlain)
        {
            Span<byte> room = tools.Room((int)format.StorageBytes(count));
            PagePacking.Encode(format, elements, room);
            encoded = room;
        }

        ReadOnlySpan<byte> stored = tools.Compressor.Pack(encoded);
        byte[] bytes = rented;
        if (!stored.Overlaps(elements))
        {
            // The elements are not needed any more: their array holds the page unless it is too small.
            bytes = stored.Length + SealedPage.ChecksumLength <= rented.Length ? rented : pool.Rent(stored.Length);
            stored.CopyTo(bytes);
        }

        stored = bytes.AsSpan(0, stored.Length);
        ulong checksum = Xxh3.Hash(stored);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(stored.Length), checksum);
        Page = new SealedPage(count, bytes, stored.Length, checksum);
        if (bytes != rented)
        {
            pool.Return(rented);
        }
    }
}
