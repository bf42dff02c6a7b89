using System.Buffers.Binary;

namespace Fathom.Root.NTuple.Pages;

/// <summary>Last elements of pages, remembered for a while. For one thread at a time.</summary>
/// <param name="capacity">Pages that are remembered.</param>
internal sealed class PageEnds(int capacity)
{
    private readonly Dictionary<PageKey, ulong> _known = [];
    private readonly Queue<PageKey> _order = [];

    internal void Add(PageKey page, ReadOnlySpan<byte> element)
    {
        Span<byte> whole = stackalloc byte[sizeof(ulong)];
        whole.Clear();
        element.CopyTo(whole);
        if (_known.TryAdd(page, BinaryPrimitives.ReadUInt64LittleEndian(whole)))
        {
            _order.Enqueue(page);
        }

        if (_order.Count > capacity)
        {
            _known.Remove(_order.Dequeue());
        }
    }

    internal bool TryGet(PageKey page, Span<byte> element)
    {
        if (!_known.TryGetValue(page, out ulong end))
        {
            return false;
        }

        Span<byte> whole = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(whole, end);
        whole[..element.Length].CopyTo(element);
        return true;
    }
}
