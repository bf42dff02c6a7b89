using System.Collections;

namespace Fathom.Root.Batches;

/// <summary>
/// Chosen columns of a tree or an RNTuple, batch after batch: while one is looked at, the next ones are read, unpacked and
/// decoded on other threads. Memory is bounded by the options, whatever the size of the file; nothing is allocated for a
/// single entry. To be enumerated once, by one thread; a batch is valid until the next one is asked for.
/// </summary>
public sealed class ColumnStream : IEnumerable<ColumnBatch>, IDisposable
{
    private readonly string[] _paths;
    private readonly int _threads;
    private readonly Queue<EntryRange> _ranges;
    private readonly Queue<BatchSlot> _underWay = [];
    private readonly List<BatchSlot> _slots = [];
    private BatchWorkers? _workers;
    private bool _enumerated;

    internal ColumnStream(IBatchSource source, IReadOnlyList<string> paths, long first, long count, BatchOptions options)
    {
        if (first < 0 || count < 0 || first > source.EntryCount - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"entries {first} to {first + count} of {source.EntryCount}");
        }

        options.Validate();
        _paths = [.. paths];
        IReadOnlyList<EntryRange> ranges = source.Cut(_paths, first, count, options.BatchBytes);
        _ranges = new Queue<EntryRange>(ranges);

        // One for each thread, the one that is looked at, and one that is ready when the next is asked for.
        int slots = (int)Math.Min(ranges.Count, options.Threads + 2L);
        _threads = Math.Min(options.Threads, slots);
        for (int i = 0; i < slots; i++)
        {
            _slots.Add(new BatchSlot(source.OpenReader(_paths), _paths));
        }
    }

    /// <summary>The batches, in the order of their entries.</summary>
    /// <exception cref="InvalidOperationException">They have been enumerated before.</exception>
    /// <exception cref="RootFormatException">A page or basket is damaged (while enumerating).</exception>
    public IEnumerator<ColumnBatch> GetEnumerator()
    {
        if (_enumerated)
        {
            throw new InvalidOperationException("a stream of columns is enumerated once");
        }

        _enumerated = true;
        _workers = new BatchWorkers(_threads);
        foreach (BatchSlot slot in _slots)
        {
            Start(slot);
        }

        while (_underWay.TryDequeue(out BatchSlot? slot))
        {
            _workers.WaitFor(slot);
            yield return slot.Finish();
            Start(slot);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Ends what is under way and gives the buffers back.</summary>
    public void Dispose()
    {
        _ranges.Clear();
        _workers?.Dispose();
        _workers = null;
        foreach (BatchSlot slot in _slots)
        {
            slot.Dispose();
        }

        _slots.Clear();
    }

    private void Start(BatchSlot slot)
    {
        if (_ranges.TryDequeue(out EntryRange range))
        {
            slot.Begin(range);
            _underWay.Enqueue(slot);
            _workers!.Start(slot);
        }
    }
}
