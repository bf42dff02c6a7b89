using System.Diagnostics.CodeAnalysis;
using Fathom.Root.Sources;

namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Unpacked pages that the end of one batch and the begin of the next one share, so that no page is unpacked twice: whoever
/// comes first decodes it, whoever comes meanwhile waits, whoever comes while it is kept copies from it. Keeps few pages.
/// </summary>
/// <param name="capacity">Pages that are kept.</param>
internal sealed class SharedPages(int capacity)
{
    private readonly object _lock = new();
    private readonly LinkedList<Page> _pages = [];
    private readonly Stack<Page> _free = [];
    private readonly HashSet<PageKey> _decodedElsewhere = [];
    private readonly PageEnds _ends = new(4 * capacity);
    private int _readers;

    /// <summary>
    /// A page, to be given back by <see cref="Release"/>. Where nobody has decoded it, the caller does so, and says by
    /// <see cref="Keep"/> or <see cref="Drop"/> how that went: until then, others wait.
    /// </summary>
    /// <param name="key">The page.</param>
    /// <param name="length">Bytes of its elements in memory, checked.</param>
    /// <param name="toFill">Whether the caller decodes it.</param>
    internal Page Take(PageKey key, int length, out bool toFill)
    {
        lock (_lock)
        {
            return TakeLocked(key, length, out toFill);
        }
    }

    /// <summary>
    /// The last element of a page: a batch begins where the one before ends, which takes one element of a page that another
    /// thread decodes for the batch before.
    /// </summary>
    /// <param name="key">The page.</param>
    /// <param name="length">Bytes of its elements in memory, checked.</param>
    /// <param name="element">Receives it, where it is known.</param>
    /// <param name="toFill">As <see cref="Take"/> has it.</param>
    /// <returns>The page where it is not known, as <see cref="Take"/> gives it; null where it is.</returns>
    internal Page? TakeLast(PageKey key, int length, Span<byte> element, out bool toFill)
    {
        lock (_lock)
        {
            while (_decodedElsewhere.Contains(key))
            {
                Monitor.Wait(_lock);
            }

            toFill = false;
            return _ends.TryGet(key, element) ? null : TakeLocked(key, length, out toFill);
        }
    }

    /// <summary>
    /// The caller decodes a page to where it belongs, and says by <see cref="EndElsewhere"/> when it has; false where the
    /// page is kept here, or is about to be.
    /// </summary>
    internal bool BeginElsewhere(PageKey key)
    {
        lock (_lock)
        {
            return !Find(key, out _) && _decodedElsewhere.Add(key);
        }
    }

    /// <summary>It is decoded, with this as its last element; or could not be, without one.</summary>
    internal void EndElsewhere(PageKey key, ReadOnlySpan<byte> last)
    {
        lock (_lock)
        {
            _decodedElsewhere.Remove(key);
            if (!last.IsEmpty)
            {
                _ends.Add(key, last);
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A page is decoded; the oldest that nobody uses makes room.</summary>
    internal void Keep(Page page)
    {
        lock (_lock)
        {
            page.Filled = true;
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

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A page could not be decoded: who waits for it tries so, too, and finds what is wrong.</summary>
    internal void Drop(Page page)
    {
        lock (_lock)
        {
            _pages.Remove(page.Node);
            _free.Push(page);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A reader begins.</summary>
    internal void Enter()
    {
        lock (_lock)
        {
            _readers++;
        }
    }

    /// <summary>A reader that holds no page ends; the last one gives the memory of all pages back.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            if (--_readers > 0)
            {
                return;
            }

            foreach (Page page in _pages.Concat(_free))
            {
                page.Free();
            }

            _pages.Clear();
            _free.Clear();
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

    private Page TakeLocked(PageKey key, int length, out bool toFill)
    {
        while (Find(key, out Page? known))
        {
            if (known.Filled)
            {
                known.Users++;
                toFill = false;
                return known;
            }

            Monitor.Wait(_lock);
        }

        Page page = _free.TryPop(out Page? free) ? free : new Page();
        page.Begin(key, length);
        _pages.AddLast(page.Node);
        toFill = true;
        return page;
    }

    private bool Find(PageKey key, [NotNullWhen(true)] out Page? found)
    {
        foreach (Page page in _pages)
        {
            if (page.Key == key)
            {
                found = page;
                return true;
            }
        }

        found = null;
        return false;
    }

    /// <summary>The elements of a page in memory form.</summary>
    internal sealed class Page
    {
        private byte[] _bytes = [];
        private int _length;

        internal Page() => Node = new LinkedListNode<Page>(this);

        internal LinkedListNode<Page> Node { get; }

        internal PageKey Key { get; private set; }

        internal int Users { get; set; }

        internal bool Filled { get; set; }

        /// <summary>
        /// Its elements, or the same bytes in planes where that is how they stand in the file; room for them until they are filled in.
        /// </summary>
        internal Span<byte> Elements => Scratch.Room(ref _bytes, _length);

        internal void Free() => Scratch.Release(ref _bytes);

        internal void Begin(PageKey key, int length)
        {
            Key = key;
            _length = length;
            Users = 1;
            Filled = false;
        }
    }
}
