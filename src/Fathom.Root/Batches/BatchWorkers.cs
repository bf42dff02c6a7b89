namespace Fathom.Root.Batches;

/// <summary>Threads that fill slots in the order in which they are given.</summary>
internal sealed class BatchWorkers : IDisposable
{
    private readonly object _lock = new();
    private readonly Queue<BatchSlot> _waiting = [];
    private readonly Task[] _threads;
    private bool _closed;

    /// <summary>Threads of their own: those of the pool are not kept from other work by waiting.</summary>
    internal BatchWorkers(int threads) => _threads =
    [
        .. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
    ];

    /// <summary>Has a slot filled.</summary>
    internal void Start(BatchSlot slot)
    {
        lock (_lock)
        {
            _waiting.Enqueue(slot);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits until a slot is filled.</summary>
    internal void WaitFor(BatchSlot slot)
    {
        lock (_lock)
        {
            while (!slot.IsFilled)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Fills no more slots and waits for those under way.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _waiting.Clear();
            Monitor.PulseAll(_lock);
        }

        Task.WaitAll(_threads);
    }

    private void Work()
    {
        while (Next() is BatchSlot slot)
        {
            slot.Fill();
            lock (_lock)
            {
                slot.IsFilled = true;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private BatchSlot? Next()
    {
        lock (_lock)
        {
            while (!_closed && _waiting.Count == 0)
            {
                Monitor.Wait(_lock);
            }

            return _closed ? null : _waiting.Dequeue();
        }
    }
}
