using Fathom.Production.Jobs;

namespace Fathom.Production.State;

/// <summary>Jobs least often lost first, so that a bad job delays nothing but itself; among these later transformations first, so
/// that the chain flows; within one, the oldest.</summary>
internal sealed class WaitingInOrder : IWaitingJobs
{
    private readonly Dictionary<long, Lane> _lanes = [];

    public void Add(StepFacts step, long firstJob, int count) => LaneOf(step.Id).Ranges.Enqueue((firstJob, count), firstJob);

    public void Return(StepFacts step, long job, int losses, HostSet lostHosts) => LaneOf(step.Id).Single.Add((losses, job));

    public bool TryTake(in SlotOffer offer, IReadOnlyList<StepFacts> steps, out long job)
    {
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

    public void Ended(long job)
    {
    }

    public void Clear() => _lanes.Clear();

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
