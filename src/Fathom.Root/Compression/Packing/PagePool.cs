namespace Fathom.Root.Compression.Packing;

/// <summary>Arrays of one length for pages on their way into the file; any thread may take one and give it back.</summary>
/// <param name="pageBytes">Length of a full page.</param>
internal sealed class PagePool(int pageBytes)
{
    /// <summary>What may stand behind a page: a checksum, or the offsets' frame of a basket.</summary>
    internal const int Extra = 64;

    /// <summary>Heads of a block and of what LZ4 and Zstandard put into it, and what they may add to few bytes.</summary>
    private const int Heads = 192;

    /// <summary>More than this is not kept.</summary>
    private const long KeptBytes = 96L * 1024 * 1024;

    private static readonly WeakReference<PagePool> s_last = new(new PagePool(0));

    /// <summary>Room for a full page, or for what a codec makes of one at worst: it can then pack into the array.</summary>
    private readonly int _full = pageBytes + (pageBytes >> 7) + Extra + Heads;
    private readonly Stack<byte[]> _free = new();
    private readonly Lock _gate = new();

    /// <summary>
    /// The pool of the file written last where its pages are as long, and the memory was not needed otherwise: the next
    /// file finds memory that is warm.
    /// </summary>
    internal static PagePool Of(int pageBytes)
    {
        lock (s_last)
        {
            if (s_last.TryGetTarget(out PagePool? last) && last.PageBytes == pageBytes)
            {
                return last;
            }

            PagePool pool = new(pageBytes);
            s_last.SetTarget(pool);
            return pool;
        }
    }

    private int PageBytes => pageBytes;

    /// <summary>An array with room for so many bytes and <see cref="Extra"/>, with any content.</summary>
    internal byte[] Rent(int length)
    {
        // What is far from a full page belongs to short columns: an array of a page for each would be a waste.
        if (length + Extra > _full || length < pageBytes / 4)
        {
            return GC.AllocateUninitializedArray<byte>(length + Extra);
        }

        lock (_gate)
        {
            if (_free.TryPop(out byte[]? array))
            {
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>(_full);
    }

    internal void Return(byte[] array)
    {
        if (array.Length != _full)
        {
            return;
        }

        lock (_gate)
        {
            if (_free.Count * (long)_full < KeptBytes)
            {
                _free.Push(array);
            }
        }
    }
}
