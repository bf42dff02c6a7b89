using Fathom.Production.Dispatch;
using Fathom.Production.Protocol;

namespace Fathom.Production.Forecast;

/// <summary>What the accepted attempts of a transformation took, in a few numbers: as durable as they are, and as many for five attempts as
/// for five million. Attempts count whose outputs were invalidated since: they took what they took.</summary>
/// <param name="Wall">Their wall times.</param>
/// <param name="Recent">How many there were of late.</param>
/// <param name="Durations">How long jobs last by the bytes of their inputs, at CPU factor 1.</param>
public sealed record StepPace(WallTimes Wall, RecentCounts Recent, DurationModel Durations)
{
    private const double SlowestNode = 0.01, FastestNode = 100;

    /// <summary>Nothing was accepted yet.</summary>
    public static StepPace None => new(default, RecentCounts.None, new DurationModel());

    /// <summary>A CPU factor as a pilot gave it, or 1 where that can be none.</summary>
    public static double Factor(double given) => double.IsFinite(given) && given > 0 ? Math.Clamp(given, SlowestNode, FastestNode) : 1;

    /// <summary>With one more attempt; the model of durations itself learns from it, so that it must be a copy.</summary>
    /// <param name="bytes">What its job read; 0 where that is not known.</param>
    /// <param name="use">What it used.</param>
    /// <param name="at">When it was accepted.</param>
    internal StepPace Learn(double bytes, ResourceUse use, DateTimeOffset at)
    {
        Durations.Add(bytes, use.WallSeconds * Factor(use.CpuFactor));
        return this with { Wall = Wall.With(use.WallSeconds), Recent = Recent.With(at) };
    }
}
