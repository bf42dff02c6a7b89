namespace Fathom.Production.Monitor.Selection;

/// <summary>Keeps the largest groups of those given: largest first, equal ones in the order of their values.</summary>
internal sealed class LargestGroups(GroupCodes first, GroupCodes? second, int limit)
{
    private readonly int _width = second?.Cardinality ?? 1;

    // The last of those kept stands at the head of the queue.
    private readonly PriorityQueue<Ranked, Ranked> _kept = new(Comparer<Ranked>.Create((a, b) => b.CompareTo(a)));
    private int _least;

    /// <summary>Number of all groups given.</summary>
    public int Total { get; private set; }

    /// <summary>Takes a group.</summary>
    public void Take(long cell, int count)
    {
        Total++;
        if (count < _least || limit == 0)
        {
            return;
        }

        var group = new Ranked(count, first.RankOf((int)(cell / _width)), second?.RankOf((int)(cell % _width)) ?? 0, cell);
        if (_kept.Count < limit)
        {
            _kept.Enqueue(group, group);
        }
        else
        {
            _kept.EnqueueDequeue(group, group);
            _least = _kept.Peek().Count;
        }
    }

    /// <summary>The groups with their values. Only groups that are listed are given their texts.</summary>
    public IReadOnlyList<JobGroup> Groups() => [.. _kept.UnorderedItems.Select(item => item.Element).Order().Select(group => new JobGroup(
        first.Value((int)(group.Cell / _width)), second?.Value((int)(group.Cell % _width)), group.Count))];

    private readonly record struct Ranked(int Count, int First, int Second, long Cell) : IComparable<Ranked>
    {
        public int CompareTo(Ranked other)
        {
            int order = other.Count.CompareTo(Count);
            order = order != 0 ? order : First.CompareTo(other.First);
            return order != 0 ? order : Second.CompareTo(other.Second);
        }
    }
}
