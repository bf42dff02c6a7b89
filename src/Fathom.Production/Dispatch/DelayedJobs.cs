namespace Fathom.Production.Dispatch;

/// <summary>Jobs that are not tried again before a time.</summary>
internal sealed class DelayedJobs
{
    private readonly PriorityQueue<(JobRange Job, int Losses, long Turn), TimeSpan> _jobs = new();

    // The turn in which each was added last: what else the queue holds of it is stale.
    private readonly Dictionary<long, (long Turn, bool Failed)> _turns = [];
    private long _turn;

    /// <summary>How many.</summary>
    public int Count => _turns.Count;

    /// <summary>How many of them had an attempt that failed; the others could not begin.</summary>
    public int Failed { get; private set; }

    /// <summary>Adds a job, a range of one.</summary>
    public void Add(JobRange job, int losses, TimeSpan notBefore, bool failed)
    {
        Remove(job.FirstJob);
        _turns.Add(job.FirstJob, (++_turn, failed));
        Failed += failed ? 1 : 0;
        _jobs.Enqueue((job, losses, _turn), notBefore);
    }

    /// <summary>Takes a job out before its time; false where it is not among them.</summary>
    public bool Remove(long job)
    {
        bool there = _turns.Remove(job, out (long, bool Failed) was);
        Failed -= was.Failed ? 1 : 0;
        return there;
    }

    /// <summary>Takes a job whose time has come.</summary>
    public bool TryTake(TimeSpan now, out JobRange job, out int losses)
    {
        if (FirstDue <= now)
        {
            (job, losses, _) = _jobs.Dequeue();
            Remove(job.FirstJob);
            return true;
        }

        (job, losses) = (default, 0);
        return false;
    }

    /// <summary>How many may be tried again by a time.</summary>
    public int DueBy(TimeSpan time) => _jobs.UnorderedItems.Count(entry =>
        entry.Priority <= time && IsPresent(entry.Element.Job.FirstJob, entry.Element.Turn));

    /// <summary>When the first may be tried again.</summary>
    public TimeSpan? FirstDue
    {
        get
        {
            while (_jobs.TryPeek(out (JobRange Job, int Losses, long Turn) first, out TimeSpan due))
            {
                if (IsPresent(first.Job.FirstJob, first.Turn))
                {
                    return due;
                }

                _jobs.Dequeue();
            }

            return null;
        }
    }

    private bool IsPresent(long job, long turn) => _turns.TryGetValue(job, out (long Turn, bool) last) && last.Turn == turn;
}
