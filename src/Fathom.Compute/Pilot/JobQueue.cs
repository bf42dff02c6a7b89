using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Jobs that are leased and wait for a slot of the pilot.</summary>
internal sealed class JobQueue(TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<(LeasedJob Job, long Since)> jobs = new();
    private readonly SemaphoreSlim available = new(0);
    private bool closed;

    /// <summary>Number of jobs that wait.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return jobs.Count;
            }
        }
    }

    /// <summary>Adds a job.</summary>
    public void Add(LeasedJob job)
    {
        lock (gate)
        {
            jobs.Enqueue((job, time.GetTimestamp()));
        }
        available.Release();
    }

    /// <summary>The next job, when there is one; null once the queue is closed.</summary>
    /// <param name="taken">Told of the job before anybody sees that it waits no more: so at every instant it waits, or its slot has it.</param>
    public async Task<LeasedJob?> TakeAsync(Action<LeasedJob> taken)
    {
        while (true)
        {
            await available.WaitAsync();
            lock (gate)
            {
                if (closed)
                {
                    available.Release(); // for the next who waits
                    return null;
                }
                if (jobs.TryDequeue(out var next))
                {
                    taken(next.Job);
                    return next.Job;
                }
            }
        }
    }

    /// <summary>Takes out those that have waited for longer than they may.</summary>
    public List<LeasedJob> TakeOverdue(TimeSpan most)
    {
        var overdue = new List<LeasedJob>();
        lock (gate)
        {
            while (jobs.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) >= most)
            {
                overdue.Add(jobs.Dequeue().Job);
            }
        }
        return overdue;
    }

    /// <summary>No job is given out any more; returns those that waited.</summary>
    public List<LeasedJob> Close()
    {
        lock (gate)
        {
            closed = true;
            List<LeasedJob> left = [.. jobs.Select(job => job.Job)];
            jobs.Clear();
            available.Release();
            return left;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => available.Dispose();
}
