using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.State;

/// <summary>Jobs least often lost first, so that a bad job delays nothing but itself; among these later transformations first, so
/// that the chain flows; within one, the oldest. What backs off comes among them when its time has passed.</summary>
/// <param name="time">Its clock.</param>
internal sealed class WaitingInOrder(TimeProvider time) : IWaitingJobs
{
    private readonly Dictionary<long, Lane> _lanes = [];
    private readonly PriorityQueue<(long Transformation, int Losses, long Job), TimeSpan> _backing = new();

    // The present time of each: a job that was rescheduled meanwhile, and failed again, is not let go at its former one.
    private readonly Dictionary<long, TimeSpan> _due = [];

    private TimeSpan Now => time.GetElapsedTime(0);

    public void Follow(JobSizes sizes)
    {
    }

    public void Learnt(StepFacts step, DurationModel durations)
    {
    }

    public void Add(StepFacts step, long firstJob, int count) => LaneOf(step.Id).Ranges.Enqueue((firstJob, count), firstJob);

    public void Return(StepFacts step, long job, int losses, HostSet lostHosts, TimeSpan backoff, TimeSpan waited)
    {
        if (backoff <= TimeSpan.Zero)
        {
            _due.Remove(job);
            LaneOf(step.Id).Single.Add((losses, job));
            return;
        }

        TimeSpan due = Now + backoff;
        _due[job] = due;
        _backing.Enqueue((step.Id, losses, job), due);
    }

    public bool TryTake(in SlotOffer offer, IReadOnlyList<StepFacts> steps, out long job)
    {
        LetGo();
        Lane? best = null;
        (int Losses, int Later) order = (int.MaxValue, 0);
        foreach (StepFacts step in steps)
        {
            if (step.IsActive && _lanes.TryGetValue(step.Id, out Lane? lane) && lane.First is { } first
                && (first.Losses, -step.Ordinal).CompareTo(order) < 0)
            {
                (best, order) = (lane, (first.Losses, -step.Ordinal));
            }
        }

        job = best?.Take() ?? 0;
        return job != 0;
    }

    // The ledger passes over what does not wait any more.
    public void Withdrawn(StepFacts step, long job)
    {
    }

    public void Ended(long job, double? written = null)
    {
    }

    // Nothing is known here of hosts and elements: it stands behind those that were never lost.
    public void Postpone(StepFacts step, long job, DispatchObstacles obstacle) => LaneOf(step.Id).Single.Add((int.MaxValue - 1, job));

    public void Adopt(StepFacts step, long job, string site)
    {
    }

    public void SetRoom(string element, string? trouble, double room)
    {
    }

    public bool TryRead(long job, IReadOnlyList<LeasedInput> inputs) => true;

    public IReadOnlyList<LeasedInput> Paced(long job, IReadOnlyList<LeasedInput> inputs) => inputs;

    public void Began(long job, double? readSeconds)
    {
    }

    public void AdoptReads(long job, IReadOnlyList<LeasedInput> inputs)
    {
    }

    public void Follow(DispatchRules rules)
    {
    }

    public TimeSpan? RetryAfter => null;

    public SiteWork WorkOf(string site, IReadOnlyList<StepFacts> steps)
    {
        LetGo();
        return new SiteWork(steps.Where(step => step.IsActive).Sum(step => _lanes.TryGetValue(step.Id, out Lane? lane) ? lane.Count : 0L), 0);
    }

    public IReadOnlyList<DispatchExplanation> Explain(long campaignId) => [];

    public void Clear()
    {
        _lanes.Clear();
        _backing.Clear();
        _due.Clear();
    }

    private void LetGo()
    {
        while (_backing.TryPeek(out (long Transformation, int Losses, long Job) back, out TimeSpan due) && due <= Now)
        {
            _backing.Dequeue();
            if (_due.TryGetValue(back.Job, out TimeSpan present) && present == due)
            {
                _due.Remove(back.Job);
                LaneOf(back.Transformation).Single.Add((back.Losses, back.Job));
            }
        }
    }

    private Lane LaneOf(long transformation)
    {
        if (!_lanes.TryGetValue(transformation, out Lane? lane))
        {
            _lanes.Add(transformation, lane = new Lane());
        }

        return lane;
    }

    private sealed class Lane
    {
        public readonly SortedSet<(int Losses, long Job)> Single = [];
        public readonly PriorityQueue<(long First, int Count), long> Ranges = new();

        public long Count => Single.Count + Ranges.UnorderedItems.Sum(range => (long)range.Element.Count);

        public (int Losses, long Job)? First => Ranges.TryPeek(out (long First, int Count) range, out _)
            ? Single.Count > 0 && Single.Min.CompareTo((0, range.First)) < 0 ? Single.Min : (0, range.First)
            : Single.Count > 0 ? Single.Min : null;

        public long Take()
        {
            (int losses, long job) = First!.Value;
            if (Single.Remove((losses, job)))
            {
                return job;
            }

            (long first, int count) = Ranges.Dequeue();
            if (count > 1)
            {
                Ranges.Enqueue((first + 1, count - 1), first + 1);
            }

            return job;
        }
    }
}
