namespace Fathom.Production.Dispatch;

/// <summary>Jobs that are not tried again before a time.</summary>
internal sealed class DelayedJobs
{
    private readonly PriorityQueue<(JobRange Job, int Losses), TimeSpan> _jobs = new();

    /// <summary>How many.</summary>
    public int Count => _jobs.Count;

    /// <summary>Adds a job.</summary>
    public void Add(JobRange job, int losses, TimeSpan notBefore) => _jobs.Enqueue((job, losses), notBefore);

    /// <summary>Takes a job whose time has come.</summary>
    public bool TryTake(TimeSpan now, out JobRange job, out int losses)
    {
        if (_jobs.TryPeek(out _, out TimeSpan due) && due <= now)
        {
            (job, losses) = _jobs.Dequeue();
            return true;
        }

        (job, losses) = (default, 0);
        return false;
    }

    /// <summary>When the first may be tried again.</summary>
    public TimeSpan? FirstDue => _jobs.TryPeek(out _, out TimeSpan due) ? due : null;
}
