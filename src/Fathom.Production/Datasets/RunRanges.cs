namespace Fathom.Production.Datasets;

/// <summary>Sets of runs as sorted ranges.</summary>
internal static class RunRanges
{
    /// <summary>The same runs, sorted, with what overlaps or touches made one range.</summary>
    public static IReadOnlyList<RunRange> Merge(IEnumerable<RunRange> ranges)
    {
        var merged = new List<RunRange>();
        foreach (RunRange range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= (long)merged[^1].Last + 1)
            {
                merged[^1] = new RunRange(merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    /// <summary>True where the run lies in one of the sorted ranges.</summary>
    public static bool Contain(IReadOnlyList<RunRange> ranges, int run)
    {
        int low = 0, high = ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (run < ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (run > ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
