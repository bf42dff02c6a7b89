using System.Globalization;
using Fathom.Production.Campaigns;

namespace Fathom.Production.Queries;

/// <summary>When a campaign may end, from what its accepted attempts took: one pure function.</summary>
public static class EtaEstimate
{
    /// <summary>Remaining work, in wall seconds of one pilot, divided by the pilots that live.</summary>
    /// <param name="state">State of the campaign.</param>
    /// <param name="transformations">Its transformations.</param>
    /// <param name="pilots">Living pilots.</param>
    public static CampaignEta Of(CampaignState state, IReadOnlyList<TransformationProgress> transformations, long pilots)
    {
        long measured = transformations.Count(step => step.MeanWallSeconds is not null);
        double remaining = transformations.Sum(step => (double)Math.Max(0, step.Expected - step.Ended));
        return state == CampaignState.Completed ? new CampaignEta(0, "The campaign has ended.")
            : state != CampaignState.Active ? new CampaignEta(null, $"The campaign is {state}.")
            : pilots == 0 ? new CampaignEta(null, "No pilot is alive.")
            : measured == 0 ? new CampaignEta(null, "No attempt has been accepted yet.")
            : new CampaignEta(Work(transformations) / pilots, Basis(remaining, measured, transformations.Count, pilots));
    }

    private static double Work(IReadOnlyList<TransformationProgress> transformations)
    {
        // A step that nothing was accepted of yet is taken to be like the mean of the others.
        double known = transformations.Where(step => step.MeanWallSeconds is not null).Average(step => step.MeanWallSeconds!.Value);
        return transformations.Sum(step => Math.Max(0, step.Expected - step.Ended) * (step.MeanWallSeconds ?? known));
    }

    private static string Basis(double remaining, long measured, int steps, long pilots) => string.Create(
        CultureInfo.InvariantCulture,
        $"{remaining:F0} jobs to go, at the mean wall time of the accepted attempts of {measured} of {steps} transformations, on {pilots} living pilots.");
}
