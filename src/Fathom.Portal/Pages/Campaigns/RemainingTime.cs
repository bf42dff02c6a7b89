namespace Fathom.Portal.Pages.Campaigns;

/// <summary>How long a campaign still takes.</summary>
/// <param name="Expected">Expected time.</param>
/// <param name="Error">One standard deviation of it.</param>
public readonly record struct RemainingTime(TimeSpan Expected, TimeSpan Error)
{
    private const int FewestAccepted = 3;

    /// <summary>Estimates from what each stage's jobs took so far; null while a stage that still has work has too few accepted jobs,
    /// no pilot is alive, or nothing is left.</summary>
    /// <remarks>
    /// T = Σ nᵢ mᵢ / S with nᵢ the jobs left in stage i, mᵢ the mean of its kᵢ accepted attempts and S the slots. Its variance has
    /// the scatter of the jobs left and the error of the mean: Σ (nᵢ vᵢ + nᵢ² vᵢ / kᵢ) / S².
    /// A job whose input failed at an earlier stage is not waited for.
    /// </remarks>
    public static RemainingTime? Estimate(CampaignProgress progress)
    {
        var (seconds, variance, lost, left) = (0.0, 0.0, 0L, 0L);
        foreach (var stage in progress.Stages)
        {
            var open = Math.Max(0, progress.Width - lost - stage.Ended);
            lost += stage.Ended - stage.In("Done");
            left += open;
            if (open == 0)
            {
                continue;
            }

            if (stage.Timing.Accepted < FewestAccepted)
            {
                return null;
            }

            seconds += open * stage.Timing.Mean;
            variance += (open * stage.Timing.Variance) + ((double)open * open * stage.Timing.Variance / stage.Timing.Accepted);
        }

        return left == 0 || progress.Slots == 0
            ? null
            : new RemainingTime(TimeSpan.FromSeconds(seconds / progress.Slots), TimeSpan.FromSeconds(Math.Sqrt(variance) / progress.Slots));
    }
}
