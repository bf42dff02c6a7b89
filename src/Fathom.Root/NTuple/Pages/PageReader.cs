using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Reads elements of columns: fetches pages, checks, unpacks and decodes them.</summary>
/// <param name="source">The file.</param>
/// <param name="decompressor">Unpacks pages.</param>
/// <param name="maximumBytes">Longest page that is believed.</param>
internal sealed class PageReader(FileSource source, BlockDecompressor decompressor, long maximumBytes)
{
    private byte[] _stored = [];
    private byte[] _page = [];
    private byte[] _elements = [];

    /// <summary>Reads consecutive elements of a column in one cluster.</summary>
    /// <param name="type">How its pages are stored.</param>
    /// <param name="column">Its pages in the cluster.</param>
    /// <param name="first">First element, counted from the begin of the cluster.</param>
    /// <param name="target">Receives the elements in memory form.</param>
    internal void Read(PageFormat type, ColumnPages column, long first, Span<byte> target)
    {
        int width = type.Width;
        long pageStart = 0;
        foreach (PageRecord page in column.Pages)
        {
            long skip = Math.Max(0, first - pageStart);
            pageStart += page.Elements;
            if (skip >= page.Elements)
            {
                continue;
            }

            if (target.IsEmpty)
            {
                return;
            }

            int taken = (int)Math.Min(page.Elements - skip, target.Length / width);
            if (taken == page.Elements)
            {
                Load(type, page, target[..(taken * width)]);
            }
            else
            {
                Span<byte> whole = Room(ref _elements, CheckedLength((long)page.Elements * width, page));
                Load(type, page, whole);
                whole.Slice((int)skip * width, taken * width).CopyTo(target);
            }

            target = target[(taken * width)..];
            first += taken;
        }

        if (!target.IsEmpty)
        {
            long place = column.Pages.Length > 0 ? column.Pages[^1].Locator.Offset : 0;
            throw new RootFormatException(
                source.Path, place, $"{target.Length / width} more elements of the column in its cluster", $"{column.ElementCount} in all");
        }
    }

    private void Load(PageFormat type, PageRecord page, Span<byte> elements)
    {
        int length = CheckedLength(type.StorageBytes(page.Elements), page);
        ReadOnlySpan<byte> stored = Fetch(page, length);
        if (stored.Length == length)
        {
            type.Decode(stored, elements);
            return;
        }

        if (!BlockDecompressor.Promises(stored, length))
        {
            throw Fault(page, $"a page of blocks that unpack to {length} bytes", "blocks of other lengths");
        }

        Span<byte> unpacked = type.IsPlain ? elements : Room(ref _page, length);
        try
        {
            decompressor.Unpack(stored, unpacked);
        }
        catch (InvalidDataException damage)
        {
            throw new RootFormatException(source.Path, page.Locator.Offset, "a compressed page", damage.Message, damage);
        }

        if (!type.IsPlain)
        {
            type.Decode(unpacked, elements);
        }
    }

    private ReadOnlySpan<byte> Fetch(PageRecord page, int length)
    {
        if (page.Locator.Size < 0 || page.Locator.Size > length)
        {
            throw Fault(page, $"a page of at most {length} stored bytes", $"{page.Locator.Size}");
        }

        int stored = (int)page.Locator.Size;
        int read = stored + (page.HasChecksum ? SealedPage.ChecksumLength : 0);
        source.Check(page.Locator.Offset, read, "a page");
        Span<byte> bytes = Room(ref _stored, read);
        source.Read(page.Locator.Offset, bytes, "a page");
        if (page.HasChecksum)
        {
            ulong expected = BinaryPrimitives.ReadUInt64LittleEndian(bytes[stored..]);
            ulong computed = Xxh3.Hash(bytes[..stored]);
            if (expected != computed)
            {
                throw Fault(page, $"a page of checksum {expected:x16}", $"{computed:x16}");
            }
        }

        return bytes[..stored];
    }

    private int CheckedLength(long length, PageRecord page) => length <= Math.Min(maximumBytes, Array.MaxLength)
        ? (int)length
        : throw Fault(page, $"a page of at most {maximumBytes} bytes", $"{length}");

    private RootFormatException Fault(PageRecord page, string expected, string found) =>
        new(source.Path, page.Locator.Offset, expected, found);

    private static Span<byte> Room(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length);
        }

        return buffer.AsSpan(0, length);
    }
}
