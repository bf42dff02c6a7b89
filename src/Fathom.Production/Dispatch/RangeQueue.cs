namespace Fathom.Production.Dispatch;

/// <summary>Waiting jobs in their order, as ranges of ids in one ring: no object for each job.</summary>
internal sealed class RangeQueue
{
    private Entry[] _ring = new Entry[4];
    private int _head;
    private int _count;

    /// <summary>True where nothing waits.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The first range.</summary>
    public ref readonly Entry First => ref _ring[_head];

    /// <summary>All ranges, first to last.</summary>
    public IEnumerable<Entry> All => Enumerable.Range(0, _count).Select(i => _ring[(_head + i) & (_ring.Length - 1)]);

    /// <summary>Appends a range.</summary>
    public void Add(in Entry entry)
    {
        if (_count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + _count) & (_ring.Length - 1)] = entry;
        _count++;
    }

    /// <summary>Takes the first job of the first range.</summary>
    public Entry TakeOne()
    {
        ref Entry first = ref _ring[_head];
        Entry taken = first with { Count = 1 };
        if (first.Count == 1)
        {
            _head = (_head + 1) & (_ring.Length - 1);
            _count--;
        }
        else
        {
            first = first with { FirstJob = first.FirstJob + 1, Count = first.Count - 1, Turn = first.Turn + 1 };
        }

        return taken;
    }

    private void Grow()
    {
        var wider = new Entry[_ring.Length * 2];
        for (int i = 0; i < _count; i++)
        {
            wider[i] = _ring[(_head + i) & (_ring.Length - 1)];
        }

        (_ring, _head) = (wider, 0);
    }

    /// <summary>A range of jobs, with its turn among all of its transformation, and when it came.</summary>
    internal readonly record struct Entry(long FirstJob, long Turn, double InputBytes, float Size, int Count, TimeSpan Came);
}
