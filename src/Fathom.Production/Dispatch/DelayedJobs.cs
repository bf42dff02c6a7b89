namespace Fathom.Production.Dispatch;

/// <summary>Jobs that are not tried again before a time.</summary>
internal sealed class DelayedJobs
{
    private readonly PriorityQueue<(JobRange Job, int Losses, long Turn), TimeSpan> _jobs = new();

    // The turn in which each was added last: what else the queue holds of it is stale.
    private readonly Dictionary<long, long> _turns = [];
    private long _turn;

    /// <summary>How many.</summary>
    public int Count => _turns.Count;

    /// <summary>Adds a job, a range of one.</summary>
    public void Add(JobRange job, int losses, TimeSpan notBefore)
    {
        _turns[job.FirstJob] = ++_turn;
        _jobs.Enqueue((job, losses, _turn), notBefore);
    }

    /// <summary>Takes a job out before its time; false where it is not among them.</summary>
    public bool Remove(long job) => _turns.Remove(job);

    /// <summary>Takes a job whose time has come.</summary>
    public bool TryTake(TimeSpan now, out JobRange job, out int losses)
    {
        if (FirstDue <= now)
        {
            (job, losses, _) = _jobs.Dequeue();
            _turns.Remove(job.FirstJob);
            return true;
        }

        (job, losses) = (default, 0);
        return false;
    }

    /// <summary>How many may be tried again by a time.</summary>
    public int DueBy(TimeSpan time) => _jobs.UnorderedItems.Count(entry =>
        entry.Priority <= time && _turns.TryGetValue(entry.Element.Job.FirstJob, out long turn) && turn == entry.Element.Turn);

    /// <summary>When the first may be tried again.</summary>
    public TimeSpan? FirstDue
    {
        get
        {
            while (_jobs.TryPeek(out (JobRange Job, int Losses, long Turn) first, out TimeSpan due))
            {
                if (_turns.TryGetValue(first.Job.FirstJob, out long turn) && turn == first.Turn)
                {
                    return due;
                }

                _jobs.Dequeue();
            }

            return null;
        }
    }
}
