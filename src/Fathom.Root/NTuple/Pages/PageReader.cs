using System.Buffers.Binary;
using Fathom.Root.Checksums;
using Fathom.Root.Compression;
using Fathom.Root.Container;
using Fathom.Root.NTuple.Envelopes;
using Fathom.Root.Sources;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Reads elements of columns: fetches pages, checks, unpacks and decodes them.</summary>
/// <param name="source">The file.</param>
/// <param name="decompressor">Unpacks pages.</param>
/// <param name="maximumBytes">Longest page that is believed.</param>
/// <param name="shared">Pages that other readers of the file share with this one; null for none.</param>
internal sealed class PageReader(FileSource source, BlockDecompressor decompressor, long maximumBytes, SharedPages? shared = null)
{
    private byte[] _stored = [];
    private byte[] _page = [];
    private byte[] _elements = [];

    /// <summary>
    /// Where the checksum of a page is right, those of the LZ4 blocks within it are not computed: they are of the same bytes,
    /// and a third of the work. Default: false, every checksum is.
    /// </summary>
    internal bool TrustsPages { get; init; }

    /// <summary>Reads consecutive elements of a column in one cluster.</summary>
    /// <param name="type">How its pages are stored.</param>
    /// <param name="column">Its pages in the cluster.</param>
    /// <param name="first">First element, counted from the begin of the cluster.</param>
    /// <param name="target">Receives the elements in memory form.</param>
    internal void Read(PageFormat type, ColumnPages column, long first, Span<byte> target)
    {
        int width = type.Width;
        long pageStart = 0;
        PageRecord? begun = null;
        int begunAt = 0;
        Span<byte> begunTarget = default;
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
                break;
            }

            int taken = (int)Math.Min(page.Elements - skip, target.Length / width);
            Span<byte> elements = target[..(taken * width)];
            target = target[(taken * width)..];
            first += taken;
            if (taken == page.Elements)
            {
                LoadWhole(type, page, elements);
            }
            else if (skip > 0 && !target.IsEmpty)
            {
                // Another thread, to whose batch its begin belongs, may be decoding it just now: it is asked for when that is likely done.
                (begun, begunAt) = (page, (int)skip * width);
                begunTarget = elements;
            }
            else
            {
                LoadPart(type, page, (int)skip * width, elements);
            }
        }

        if (!target.IsEmpty)
        {
            long place = column.Pages.Length > 0 ? column.Pages[^1].Locator.Offset : 0;
            throw new RootFormatException(
                source.Path, place, $"{target.Length / width} more elements of the column in its cluster", $"{column.ElementCount} in all");
        }

        if (begun is PageRecord head)
        {
            LoadEnd(type, head, begunAt, begunTarget);
        }
    }

    /// <summary>Gives back what it holds; it can be used again.</summary>
    internal void Release()
    {
        Scratch.Release(ref _stored);
        Scratch.Release(ref _page);
        Scratch.Release(ref _elements);
    }

    /// <summary>All elements of a page, where they belong; the batch that follows asks for the last of a page of offsets.</summary>
    private void LoadWhole(PageFormat type, PageRecord page, Span<byte> target)
    {
        if (shared is null || !type.Type.IsIndex())
        {
            Load(type, page, target);
            return;
        }

        PageKey key = Key(type, page);
        if (!shared.BeginElsewhere(key))
        {
            LoadPart(type, page, 0, target);
            return;
        }

        ReadOnlySpan<byte> last = default;
        try
        {
            Load(type, page, target);
            last = target[^type.Width..];
        }
        finally
        {
            shared.EndElsewhere(key, last);
        }
    }

    /// <summary>The elements of a page from one of them on: often the last one alone, which may be known.</summary>
    private void LoadEnd(PageFormat type, PageRecord page, int first, Span<byte> target)
    {
        if (shared is null || target.Length > type.Width)
        {
            LoadPart(type, page, first, target);
            return;
        }

        int length = CheckedLength((long)page.Elements * type.Width, page);
        if (shared.TakeLast(Key(type, page), length, target, out bool toFill) is SharedPages.Page known)
        {
            CopyFrom(shared, known, toFill, type, page, first, target);
        }
    }

    /// <summary>Part of the elements of a page, all of which have to be unpacked.</summary>
    private void LoadPart(PageFormat type, PageRecord page, int first, Span<byte> target)
    {
        int length = CheckedLength((long)page.Elements * type.Width, page);
        if (shared is null)
        {
            Span<byte> whole = Scratch.Room(ref _elements, length);
            LoadShared(type, page, whole);
            TakePart(type, whole, first, target);
            return;
        }

        SharedPages.Page known = shared.Take(Key(type, page), length, out bool toFill);
        CopyFrom(shared, known, toFill, type, page, first, target);
    }

    private void CopyFrom(SharedPages pages, SharedPages.Page known, bool toFill, PageFormat type, PageRecord page, int first, Span<byte> target)
    {
        if (toFill)
        {
            Fill(pages, type, page, known);
        }

        TakePart(type, known.Elements, first, target);
        pages.Release(known);
    }

    private void Fill(SharedPages pages, PageFormat type, PageRecord page, SharedPages.Page known)
    {
        try
        {
            LoadShared(type, page, known.Elements);
        }
        catch
        {
            pages.Drop(known);
            throw;
        }

        pages.Keep(known);
    }

    private void Load(PageFormat type, PageRecord page, Span<byte> elements)
    {
        int length = CheckedLength(type.StorageBytes(page.Elements), page);
        if (type.IsPlain && page.Locator.Size == length)
        {
            FetchPlain(page, elements[..length]);
            return;
        }

        ReadOnlySpan<byte> stored = Fetch(page, length);
        if (stored.Length == length)
        {
            type.Decode(stored, elements);
            return;
        }

        CheckPromise(page, stored, length);
        Span<byte> unpacked = type.IsPlain ? elements : Scratch.Room(ref _page, length);
        Unpack(page, stored, unpacked);
        if (!type.IsPlain)
        {
            type.Decode(unpacked, elements);
        }
    }

    /// <summary>A page of which parts are taken: its elements, or its planes, from which each part is put together where it belongs.</summary>
    private void LoadShared(PageFormat type, PageRecord page, Span<byte> whole)
    {
        if (type.IsPlanes)
        {
            LoadEncoded(type, page, whole);
        }
        else
        {
            Load(type, page, whole);
        }
    }

    private static void TakePart(PageFormat type, ReadOnlySpan<byte> whole, int first, Span<byte> target)
    {
        if (type.IsPlanes)
        {
            type.DecodePart(whole, first / type.Width, target);
        }
        else
        {
            whole.Slice(first, target.Length).CopyTo(target);
        }
    }

    /// <summary>A page as it stands before compression, of a format that takes as many bytes as its elements in memory.</summary>
    private void LoadEncoded(PageFormat type, PageRecord page, Span<byte> encoded)
    {
        int length = CheckedLength(type.StorageBytes(page.Elements), page);
        ReadOnlySpan<byte> stored = Fetch(page, length);
        if (stored.Length == length)
        {
            stored.CopyTo(encoded);
            return;
        }

        CheckPromise(page, stored, length);
        Unpack(page, stored, encoded);
    }

    private void CheckPromise(PageRecord page, ReadOnlySpan<byte> stored, int length)
    {
        if (!BlockDecompressor.Promises(stored, length))
        {
            throw Fault(page, $"a page of blocks that unpack to {length} bytes", "blocks of other lengths");
        }
    }

    private void Unpack(PageRecord page, ReadOnlySpan<byte> stored, Span<byte> unpacked)
    {
        try
        {
            decompressor.Unpack(stored, unpacked, known: TrustsPages && page.HasChecksum);
        }
        catch (InvalidDataException damage)
        {
            throw new RootFormatException(source.Path, page.Locator.Offset, "a compressed page", damage.Message, damage);
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
        ReadOnlySpan<byte> bytes = source.View(page.Locator.Offset, read, ref _stored, "a page");
        if (page.HasChecksum)
        {
            CheckSum(page, bytes[..stored], bytes[stored..]);
        }

        return bytes[..stored];
    }

    /// <summary>A page whose bytes are its elements: read where they belong.</summary>
    private void FetchPlain(PageRecord page, Span<byte> elements)
    {
        source.Check(page.Locator.Offset, elements.Length + (page.HasChecksum ? SealedPage.ChecksumLength : 0), "a page");
        source.Read(page.Locator.Offset, elements, "a page");
        if (page.HasChecksum)
        {
            Span<byte> checksum = stackalloc byte[SealedPage.ChecksumLength];
            source.Read(page.Locator.Offset + elements.Length, checksum, "the checksum of a page");
            CheckSum(page, elements, checksum);
        }
    }

    private void CheckSum(PageRecord page, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> checksum)
    {
        ulong expected = BinaryPrimitives.ReadUInt64LittleEndian(checksum);
        ulong computed = Xxh3.Hash(bytes);
        if (expected != computed)
        {
            throw Fault(page, $"a page of checksum {expected:x16}", $"{computed:x16}");
        }
    }

    private static PageKey Key(PageFormat type, PageRecord page) => new(page.Locator.Offset, page.Elements, type);

    private int CheckedLength(long length, PageRecord page) => length <= Math.Min(maximumBytes, Array.MaxLength)
        ? (int)length
        : throw Fault(page, $"a page of at most {maximumBytes} bytes", $"{length}");

    private RootFormatException Fault(PageRecord page, string expected, string found) =>
        new(source.Path, page.Locator.Offset, expected, found);
}
