namespace Fathom.Root.Batches;

/// <summary>
/// Threads that fill slots in the order in which they are given. Who waits for a slot fills others meanwhile: so it counts
/// as one of the threads, and they are not more than there are processors.
/// </summary>
internal sealed class BatchWorkers : IDisposable
{
    private readonly object _lock = new();
    private readonly Queue<BatchSlot> _waiting = [];
    private readonly Task[] _threads;
    private bool _closed;

    /// <summary>Threads of their own: those of the pool are not kept from other work by waiting.</summary>
    /// <param name="threads">Threads that fill; one of them is the one that waits, unless it is the only one.</param>
    internal BatchWorkers(int threads) => _threads =
    [
        .. Enumerable.Range(0, Math.Max(1, threads - 1)).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
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

    /// <summary>Returns when a slot is filled, filling others until then.</summary>
    internal void WaitFor(BatchSlot slot)
    {
        while (TakeUntil(slot) is BatchSlot other)
        {
            Fill(other);
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
            Fill(slot);
        }
    }

    private void Fill(BatchSlot slot)
    {
        slot.Fill();
        lock (_lock)
        {
            slot.IsFilled = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A slot to fill until another one is filled; null when it is.</summary>
    private BatchSlot? TakeUntil(BatchSlot awaited)
    {
        lock (_lock)
        {
            while (!awaited.IsFilled)
            {
                if (_waiting.TryDequeue(out BatchSlot? slot))
                {
                    return slot;
                }

                Monitor.Wait(_lock);
            }

            return null;
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
