using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>
/// Keeps the hits that can belong to one muon: two hits of it differ in time by no more than light needs from one to
/// the other.
/// </summary>
public static class CausalSelection
{
    /// <summary>Removes references until each is causal with at least a fraction of the others; worst first.</summary>
    /// <param name="hits">The event's hits.</param>
    /// <param name="references">Indices of hits, one a module.</param>
    /// <param name="light">How light travels.</param>
    /// <param name="marginNs">Allowance beyond the travel of light [ns].</param>
    /// <param name="fraction">Fraction, 0 to 1.</param>
    public static int[] CleanReferences(
        TelescopeHits hits, ReadOnlySpan<int> references, CherenkovLight light, double marginNs, double fraction)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var kept = references.ToArray().ToList();
        var causal = kept.Select(a => kept.Count(b => AreCausal(hits, a, b, light.TimeDirect, marginNs)) - 1).ToList();
        while (kept.Count > 1)
        {
            var worst = 0;
            for (var i = 1; i < kept.Count; i++)
            {
                worst = causal[i] < causal[worst] ? i : worst;
            }

            if (causal[worst] >= fraction * (kept.Count - 1))
            {
                break;
            }

            var removed = kept[worst];
            kept.RemoveAt(worst);
            causal.RemoveAt(worst);
            for (var i = 0; i < kept.Count; i++)
            {
                causal[i] -= AreCausal(hits, kept[i], removed, light.TimeDirect, marginNs) ? 1 : 0;
            }
        }

        return [.. kept];
    }

    /// <summary>The candidates that are causal with at least a fraction of the references.</summary>
    public static int[] Select(
        TelescopeHits hits,
        ReadOnlySpan<int> candidates,
        ReadOnlySpan<int> references,
        CherenkovLight light,
        double marginNs,
        double fraction)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var kept = new List<int>(candidates.Length);
        foreach (var hit in candidates)
        {
            var causal = 0;
            foreach (var reference in references)
            {
                causal += AreCausal(hits, hit, reference, light.TimeDirect, marginNs) ? 1 : 0;
            }

            if (causal >= fraction * references.Length)
            {
                kept.Add(hit);
            }
        }

        return [.. kept];
    }

    /// <summary>The earliest of the hits of each PMT, in the order of time.</summary>
    public static int[] FirstOfEachPmt(TelescopeHits hits, ReadOnlySpan<int> candidates)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var sorted = candidates.ToArray();
        Array.Sort(sorted, (a, b) =>
        {
            var byTime = hits.Time[a].CompareTo(hits.Time[b]);
            return byTime != 0 ? byTime : a.CompareTo(b);
        });
        var seen = new HashSet<(int, byte)>();
        return [.. sorted.Where(hit => seen.Add((hits.DomId[hit], hits.Channel[hit])))];
    }

    private static bool AreCausal(TelescopeHits hits, int a, int b, double timePerMetre, double marginNs)
    {
        var (dx, dy, dz) = (hits.X[a] - hits.X[b], hits.Y[a] - hits.Y[b], hits.Z[a] - hits.Z[b]);
        var excess = Math.Abs(hits.Time[a] - hits.Time[b]) - marginNs;
        return excess <= 0 || excess * excess <= ((dx * dx) + (dy * dy) + (dz * dz)) * timePerMetre * timePerMetre;
    }
}
