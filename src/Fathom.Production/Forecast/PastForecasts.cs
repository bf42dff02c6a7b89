using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Production.Forecast;

/// <summary>An attempt of a campaign that has ended.</summary>
/// <param name="Transformation">Its transformation.</param>
/// <param name="Leased">When it was leased [s since any moment].</param>
/// <param name="Ended">When it ended [s since the same].</param>
/// <param name="WallSeconds">Wall time of its payload [s].</param>
/// <param name="IsAccepted">Whether its outputs were accepted.</param>
public readonly record struct PastAttempt(long Transformation, double Leased, double Ended, double WallSeconds, bool IsAccepted);

/// <summary>What would have been foretold of a campaign that has ended, and what came.</summary>
/// <param name="Campaign">Its name.</param>
/// <param name="Done">Part of its jobs that were done at that moment.</param>
/// <param name="Low">Lower bound of the 90 % interval of the time that was left [s].</param>
/// <param name="High">Upper bound [s].</param>
/// <param name="Actual">The time that was left [s].</param>
public sealed record PastForecast(string Campaign, double Done, double Low, double High, double Actual)
{
    /// <summary>Whether it ended within the interval: nine of ten should.</summary>
    public bool IsWithin => Actual >= Low && Actual <= High;
}

/// <summary>Makes the forecasts of the past again, with what was known then alone: one pure function.</summary>
public static class PastForecasts
{
    /// <summary>Fewer accepted attempts tell nothing of an interval. 20.</summary>
    public const int LeastAttempts = 20;

    private static readonly double[] s_moments = [0.25, 0.5, 0.75];

    /// <summary>The forecasts when a quarter, half and three quarters of the jobs were done; none of a campaign with fewer than
    /// <see cref="LeastAttempts"/> accepted attempts.</summary>
    /// <param name="campaign">Name of the campaign.</param>
    /// <param name="attempts">All its ended attempts.</param>
    public static IEnumerable<PastForecast> Of(string campaign, IReadOnlyList<PastAttempt> attempts)
    {
        double[] ends = [.. attempts.Where(attempt => attempt.IsAccepted).Select(attempt => attempt.Ended).Order()];
        foreach (double part in ends.Length < LeastAttempts ? [] : s_moments)
        {
            double now = ends[(int)Math.Ceiling(part * ends.Length) - 1];
            if (At(now, attempts) is { Low: { } low, High: { } high })
            {
                yield return new PastForecast(campaign, part, low, high, ends[^1] - now);
            }
        }
    }

    private static CampaignEta At(double now, IReadOnlyList<PastAttempt> attempts)
    {
        int slots = Math.Max(1, attempts.Count(attempt => Lives(attempt, now)));
        int failed = attempts.Count(attempt => !attempt.IsAccepted && attempt.Ended <= now);
        FailureCount[] failures = failed == 0 ? [] : [new FailureCount("", failed, failed, 0, "", 0)];
        return CampaignForecast.Of(
            CampaignState.Active, [.. attempts.GroupBy(attempt => attempt.Transformation).OrderBy(one => one.Key).Select(one => Step(now, one.Key, [.. one]))],
            failures, slots);
    }

    private static TransformationProgress Step(double now, long id, PastAttempt[] attempts)
    {
        WallTimes wall = default;
        foreach (PastAttempt attempt in attempts.Where(attempt => attempt.IsAccepted && attempt.Ended <= now))
        {
            wall = wall.With(attempt.WallSeconds);
        }

        long expected = attempts.Count(attempt => attempt.IsAccepted);
        long running = Math.Min(expected - wall.Count, attempts.Count(attempt => Lives(attempt, now)));
        var jobs = new Dictionary<JobState, long> { [JobState.Done] = wall.Count, [JobState.Running] = running };
        return new TransformationProgress(
            id, "", "", "", "", TransformationState.Active, jobs, 0, expected, wall.Count > 0 ? wall.Mean : null, wall.Deviation, wall.Count, 0);
    }

    private static bool Lives(PastAttempt attempt, double now) => attempt.Leased <= now && attempt.Ended > now;
}
