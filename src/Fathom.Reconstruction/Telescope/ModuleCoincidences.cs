using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>
/// Finds, in each optical module, the first time when several of its PMTs fire together: light of the event, hardly
/// ever potassium decays or dark counts.
/// </summary>
public static class ModuleCoincidences
{
    /// <summary>The first hit of the first coincidence of each module, in the order of the modules' identifiers.</summary>
    /// <param name="hits">The event's hits.</param>
    /// <param name="candidates">Indices of the hits to look at.</param>
    /// <param name="multiplicity">Distinct PMTs that must fire.</param>
    /// <param name="windowNs">Within this time [ns].</param>
    public static int[] Find(TelescopeHits hits, ReadOnlySpan<int> candidates, int multiplicity, double windowNs)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var sorted = candidates.ToArray();
        Array.Sort(sorted, (a, b) =>
        {
            var byModule = hits.DomId[a].CompareTo(hits.DomId[b]);
            var byTime = byModule != 0 ? byModule : hits.Time[a].CompareTo(hits.Time[b]);
            return byTime != 0 ? byTime : a.CompareTo(b);
        });

        var found = new List<int>();
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && hits.DomId[sorted[end]] == hits.DomId[sorted[start]])
            {
                end++;
            }

            var first = FirstCoincidence(hits, sorted.AsSpan(start, end - start), multiplicity, windowNs);
            if (first >= 0)
            {
                found.Add(first);
            }

            start = end;
        }

        return [.. found];
    }

    private static int FirstCoincidence(TelescopeHits hits, ReadOnlySpan<int> module, int multiplicity, double windowNs)
    {
        Span<ushort> inWindow = stackalloc ushort[256];
        var (last, distinct) = (0, 0);
        for (var first = 0; first < module.Length; first++)
        {
            while (last < module.Length && hits.Time[module[last]] <= hits.Time[module[first]] + windowNs)
            {
                // A PMT that fires 65,535 times in the window counts as one all the same.
                ref var count = ref inWindow[hits.Channel[module[last++]]];
                distinct += count == 0 ? 1 : 0;
                count = (ushort)Math.Min(count + 1, ushort.MaxValue);
            }

            if (distinct >= multiplicity)
            {
                return module[first];
            }

            ref var left = ref inWindow[hits.Channel[module[first]]];
            left--;
            distinct -= left == 0 ? 1 : 0;
        }

        return -1;
    }
}
