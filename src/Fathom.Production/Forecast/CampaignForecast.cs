using System.Globalization;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Production.Forecast;

/// <summary>When a campaign may end, from what its accepted attempts took: one pure function.</summary>
public static class CampaignForecast
{
    /// <summary>Foretells the end; where nothing can be said, says why.</summary>
    /// <param name="state">State of the campaign.</param>
    /// <param name="transformations">Its transformations.</param>
    /// <param name="failures">Its failed attempts.</param>
    /// <param name="pilots">Living pilots.</param>
    public static CampaignEta Of(
        CampaignState state, IReadOnlyList<TransformationProgress> transformations, IReadOnlyList<FailureCount> failures, long pilots)
    {
        long measured = transformations.Sum(step => step.Measured);
        return state == CampaignState.Completed ? new CampaignEta(0, 0, 0, "The campaign has ended.")
            : state != CampaignState.Active ? Unknown($"The campaign is {state}.")
            : pilots == 0 ? Unknown("No pilot is alive.")
            : measured < 2 ? Unknown("Fewer than two attempts have been accepted yet.")
            : CompletionForecast.Of(Basis(transformations, failures, measured, pilots)) is { } end
                ? new CampaignEta(end.Seconds, end.Low, end.High, Words(transformations, measured, pilots))
                : Unknown("The accepted attempts took no time that could be measured.");
    }

    private static CampaignEta Unknown(string why) => new(null, null, null, why);

    private static ForecastBasis Basis(
        IReadOnlyList<TransformationProgress> transformations, IReadOnlyList<FailureCount> failures, long measured, long pilots)
    {
        // A step that nothing was accepted of yet is taken to be like the mean of the others.
        TransformationProgress[] known = [.. transformations.Where(step => step.MeanWallSeconds is not null)];
        double otherMean = known.Average(step => step.MeanWallSeconds!.Value);
        double otherSquare = known.Average(Square);
        double remaining = transformations.Sum(Remaining), mean = otherMean, square = otherSquare;
        if (remaining > 0)
        {
            mean = transformations.Sum(step => Remaining(step) * (step.MeanWallSeconds ?? otherMean)) / remaining;
            square = transformations.Sum(step => Remaining(step) * (step.MeanWallSeconds is null ? otherSquare : Square(step))) / remaining;
        }

        double failed = failures.Sum(failure => failure.Attempts);
        long running = Math.Min((long)remaining, transformations.Sum(Running));
        return new ForecastBasis(
            (long)remaining - running, running, (int)Math.Clamp(Math.Max(pilots, running), 1, int.MaxValue), measured, mean,
            Math.Sqrt(Math.Max(0, square - (mean * mean))), failed / (failed + measured));
    }

    private static double Square(TransformationProgress step) =>
        (step.MeanWallSeconds!.Value * step.MeanWallSeconds.Value) + (step.DeviationWallSeconds * step.DeviationWallSeconds);

    private static double Remaining(TransformationProgress step) => Math.Max(0, step.Expected - step.Ended);

    private static long Running(TransformationProgress step) =>
        step.Jobs.GetValueOrDefault(JobState.Matched) + step.Jobs.GetValueOrDefault(JobState.Running);

    private static string Words(IReadOnlyList<TransformationProgress> transformations, long measured, long pilots) => string.Create(
        CultureInfo.InvariantCulture,
        $"{transformations.Sum(Remaining):F0} jobs to go, like the {measured} accepted of {transformations.Count(step => step.Measured > 0)} of {transformations.Count} transformations, on {pilots} living pilots; 90 % of such campaigns end within the interval.");
}
