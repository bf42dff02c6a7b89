namespace Fathom.Compute.Engines;

/// <summary>Over what time the starts of a herd are spread, so that equal jobs neither start nor end at one instant.</summary>
public static class HerdSpread
{
    /// <summary>So many start together without harm.</summary>
    private const int Harmless = 16;

    private static readonly TimeSpan PerPilot = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The spread for so many pilots submitted at once.</summary>
    public static TimeSpan Of(int pilots) => pilots <= Harmless
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(Longest.Ticks, PerPilot.Ticks * pilots));

    /// <summary>When a pilot of the herd asks for its first job, after it has come up.</summary>
    /// <param name="spread">Of the whole herd.</param>
    /// <param name="place">The pilot's own place in [0, 1), such as a hash of its slot.</param>
    public static TimeSpan DelayOf(TimeSpan spread, double place) => spread * Math.Clamp(place, 0, 1);
}
