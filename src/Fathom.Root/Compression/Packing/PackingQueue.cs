namespace Fathom.Root.Compression.Packing;

/// <summary>
/// Jobs between one thread that fills them in and threads of the pool that pack them. It is bounded: where the others do
/// not keep up, or what was filled has to be written first, the filling thread packs, too.
/// </summary>
internal sealed class PackingQueue : IThreadPoolWorkItem, IDisposable
{
    private const int JobsByThread = 4;

    private readonly RootCodec _codec;
    private readonly int _level;
    private readonly int _helpers;
    private readonly int _limit;
    private readonly Lock _gate = new();
    private readonly Queue<PackingJob> _jobs = new();
    private readonly Stack<PackingTools> _tools = new();
    private int _active;
    private bool _closed;

    /// <summary>An empty queue.</summary>
    /// <param name="codec">Of all results.</param>
    /// <param name="level">Of the codec.</param>
    /// <param name="threads">Threads that pack, the filling one included.</param>
    internal PackingQueue(RootCodec codec, int level, int threads)
    {
        _codec = codec;
        _level = level;
        _helpers = threads - 1;
        _limit = JobsByThread * threads;
        _tools.Push(new PackingTools(codec, level));
    }

    /// <summary>Called after every job, on the thread that did it.</summary>
    internal Action? Packed { get; set; }

    internal void Add(PackingJob job)
    {
        bool start;
        int waiting;
        lock (_gate)
        {
            _jobs.Enqueue(job);
            waiting = _jobs.Count;
            start = _active < _helpers;
            _active += start ? 1 : 0;
        }

        if (start)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        if (waiting > _limit || _helpers == 0)
        {
            RunOne();
        }
    }

    /// <summary>Does one job, if there is any.</summary>
    internal bool RunOne()
    {
        PackingJob? job;
        lock (_gate)
        {
            _jobs.TryDequeue(out job);
        }

        if (job is not null)
        {
            Run(job);
        }

        return job is not null;
    }

    /// <summary>A thread of the pool packs until nothing is left, then goes back.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        while (Take() is PackingJob job)
        {
            Run(job);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _jobs.Clear();
            while (_tools.TryPop(out PackingTools? tools))
            {
                tools.Dispose();
            }
        }
    }

    private PackingJob? Take()
    {
        lock (_gate)
        {
            if (_jobs.TryDequeue(out PackingJob? job))
            {
                return job;
            }

            _active--;
            return null;
        }
    }

    private void Run(PackingJob job)
    {
        PackingTools? tools = null;
        Exception? failure = null;
        try
        {
            tools = Borrow();
            job.Run(tools);
        }
        catch (Exception fault)
        {
            // Thrown again where the piece is written: on a thread of the pool it would end the process.
            failure = fault;
        }

        GiveBack(tools);
        job.End(failure);
        Packed?.Invoke();
    }

    private PackingTools Borrow()
    {
        lock (_gate)
        {
            if (_tools.TryPop(out PackingTools? tools))
            {
                return tools;
            }
        }

        return new PackingTools(_codec, _level);
    }

    private void GiveBack(PackingTools? tools)
    {
        lock (_gate)
        {
            if (tools is not null && !_closed)
            {
                _tools.Push(tools);
                return;
            }
        }

        tools?.Dispose();
    }
}
