namespace Fathom.Production.Monitor.Selection;

/// <summary>The largest groups, with their values. Only groups that are listed are given their texts.</summary>
internal static class GroupListing
{
    public static JobGroups Make(JobTable table, RowSet set, JobColumn first, JobColumn? second, int limit)
    {
        GroupCodes one = GroupCodesOf.Make(table, first);
        GroupCodes? two = second is { } column ? GroupCodesOf.Make(table, column) : null;
        List<(long Cell, int Count)> cells = GroupCount.Count(set, one, two);
        int width = two?.Cardinality ?? 1;
        return new JobGroups(first, second, set.Count, cells.Count,
            [.. Largest(cells, one, two, limit).Select(group => new JobGroup(
                one.Value((int)(group.Cell / width)), two?.Value((int)(group.Cell % width)), group.Count))]);
    }

    // Largest first; equal ones in the order of their values.
    private static IEnumerable<Ranked> Largest(List<(long Cell, int Count)> cells, GroupCodes one, GroupCodes? two, int limit)
    {
        int width = two?.Cardinality ?? 1;
        var kept = new PriorityQueue<Ranked, Ranked>(limit + 1, Comparer<Ranked>.Create((a, b) => b.CompareTo(a)));
        foreach ((long cell, int count) in cells)
        {
            // The last of those kept stands at the head of the queue.
            if (kept.Count < limit || (limit > 0 && count >= kept.Peek().Count))
            {
                var group = new Ranked(count, one.RankOf((int)(cell / width)), two?.RankOf((int)(cell % width)) ?? 0, cell);
                kept.Enqueue(group, group);
                if (kept.Count > limit)
                {
                    kept.Dequeue();
                }
            }
        }

        return kept.UnorderedItems.Select(item => item.Element).Order();
    }

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
