namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Decoded pages that the end of one batch and the begin of the next one share, so that two threads do not unpack the same
/// page: whoever comes first decodes it, whoever comes while it is kept copies from it. Keeps few pages.
/// </summary>
/// <param name="capacity">Pages that are kept.</param>
internal sealed class SharedPages(int capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Page> _pages = [];
    private readonly Stack<Page> _free = [];

    /// <summary>A page that is kept, to be given back by <see cref="Release"/>; null where it is not.</summary>
    /// <param name="offset">Where it lies in the file.</param>
    /// <param name="length">Bytes of its elements in memory.</param>
    internal Page? Find(long offset, int length)
    {
        lock (_lock)
        {
            foreach (Page page in _pages)
            {
                if (page.Offset == offset && page.Length == length)
                {
                    page.Users++;
                    return page;
                }
            }

            return null;
        }
    }

    /// <summary>Room for a page, to be filled and kept.</summary>
    internal Page Reserve(long offset, int length)
    {
        Page? page;
        lock (_lock)
        {
            page = _free.TryPop(out Page? free) ? free : new Page();
        }

        if (page.Bytes.Length < length)
        {
            page.Bytes = GC.AllocateUninitializedArray<byte>(length);
        }

        page.Offset = offset;
        page.Length = length;
        page.Users = 1;
        return page;
    }

    /// <summary>Keeps a page that was filled; the oldest that nobody uses makes room.</summary>
    internal void Keep(Page page)
    {
        lock (_lock)
        {
            _pages.AddLast(page.Node);
            for (LinkedListNode<Page>? node = _pages.First; node is not null && _pages.Count > capacity;)
            {
                LinkedListNode<Page>? next = node.Next;
                if (node.Value.Users == 0)
                {
                    _pages.Remove(node);
                    _free.Push(node.Value);
                }

                node = next;
            }
        }
    }

    /// <summary>Gives a page back.</summary>
    internal void Release(Page page)
    {
        lock (_lock)
        {
            page.Users--;
        }
    }

    /// <summary>The elements of a page in memory form.</summary>
    internal sealed class Page
    {
        internal Page() => Node = new LinkedListNode<Page>(this);

        internal LinkedListNode<Page> Node { get; }

        internal long Offset { get; set; }

        internal byte[] Bytes { get; set; } = [];

        internal int Length { get; set; }

        internal int Users { get; set; }
    }
}
