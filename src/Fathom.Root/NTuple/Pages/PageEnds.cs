namespace Fathom.Root.NTuple.Pages;

/// <summary>
/// Last elements of pages of offsets. A batch begins where the one before ends: that takes one element of a page which
/// another thread decodes for the batch before. It is remembered, or waited for, in place of decoding the page again.
/// </summary>
/// <param name="capacity">Pages that are remembered.</param>
internal sealed class PageEnds(int capacity)
{
    private const int Width = sizeof(ulong);

    private readonly object _lock = new();
    private readonly HashSet<PageKey> _underWay = [];
    private readonly Dictionary<PageKey, ulong> _known = [];
    private readonly Queue<PageKey> _order = [];

    /// <summary>A page is being decoded.</summary>
    internal void Begin(PageKey page)
    {
        lock (_lock)
        {
            _underWay.Add(page);
        }
    }

    /// <summary>It is decoded, with this as its last element.</summary>
    internal void End(PageKey page, ReadOnlySpan<byte> element)
    {
        Span<byte> whole = stackalloc byte[Width];
        whole.Clear();
        element.CopyTo(whole);
        lock (_lock)
        {
            _underWay.Remove(page);
            if (_known.TryAdd(page, BitConverter.ToUInt64(whole)))
            {
                _order.Enqueue(page);
            }

            if (_order.Count > capacity)
            {
                _known.Remove(_order.Dequeue());
            }

            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>It could not be decoded.</summary>
    internal void Abandon(PageKey page)
    {
        lock (_lock)
        {
            _underWay.Remove(page);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>The last element of a page that was decoded, or is being so; false where it has to be decoded.</summary>
    internal bool TryGet(PageKey page, Span<byte> element)
    {
        ulong end;
        lock (_lock)
        {
            while (!_known.TryGetValue(page, out end))
            {
                if (!_underWay.Contains(page))
                {
                    return false;
                }

                Monitor.Wait(_lock);
            }
        }

        BitConverter.GetBytes(end).AsSpan(0, element.Length).CopyTo(element);
        return true;
    }
}
