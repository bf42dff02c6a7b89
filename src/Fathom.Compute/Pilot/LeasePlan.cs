namespace Fathom.Compute.Pilot;

/// <summary>How many jobs a pilot asks for: a pure function.</summary>
public static class LeasePlan
{
    /// <summary>A job is leased only where it starts within this.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromSeconds(60);

    /// <summary>Jobs to ask for now; 0: none.</summary>
    /// <param name="slots">What each slot needs at most until it is free; zero for a free one, null where nobody knows.</param>
    /// <param name="queued">Jobs that are leased and wait for a slot.</param>
    /// <param name="most">Jobs that the server gives at a time.</param>
    /// <remarks>
    /// At most one ahead for each slot, and only for one that is soon free. A slot without a job is served at once; what
    /// is only for later is asked for together, so that short jobs do not cost a request each.
    /// </remarks>
    public static int Wanted(ReadOnlySpan<TimeSpan?> slots, int queued, int most)
    {
        var (free, soon) = (0, 0);
        foreach (var slot in slots)
        {
            if (slot is { } left)
            {
                free += left <= TimeSpan.Zero ? 1 : 0;
                soon += left <= Horizon ? 1 : 0;
            }
        }
        var wanted = Math.Clamp(soon - queued, 0, most);
        return free > queued || wanted >= Math.Max(1, slots.Length / 2) ? wanted : 0;
    }
}
