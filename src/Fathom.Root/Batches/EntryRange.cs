namespace Fathom.Root.Batches;

/// <summary>Consecutive entries.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct EntryRange(long First, int Count)
{
    private const int MaximumEntries = 1 << 22;

    /// <summary>
    /// Cuts entries into ranges of about a number of entries, at places where that costs least; a range grows to at most
    /// twice that number to reach one.
    /// </summary>
    /// <param name="first">First entry.</param>
    /// <param name="count">How many.</param>
    /// <param name="step">Entries that a range aims at.</param>
    /// <param name="cheap">Entries, rising, before which cutting costs nothing.</param>
    internal static List<EntryRange> Cut(long first, long count, long step, IEnumerable<long> cheap)
    {
        step = Math.Clamp(step, 1, MaximumEntries);
        long end = first + count;
        List<EntryRange> ranges = [];
        long at = first;
        foreach (long place in cheap.Where(place => place > first && place < end).Append(end))
        {
            // Too far away: cut in between.
            while (place - at > 2 * step)
            {
                ranges.Add(new EntryRange(at, (int)step));
                at += step;
            }

            if (place - at >= step || (place == end && place > at))
            {
                ranges.Add(new EntryRange(at, (int)(place - at)));
                at = place;
            }
        }

        return ranges;
    }
}
