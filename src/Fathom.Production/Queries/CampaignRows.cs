using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;

namespace Fathom.Production.Queries;

/// <summary>A campaign in a listing.</summary>
public sealed record CampaignRow(
    long Id, string Name, string Kind, CampaignState State, string? GoodRunList, string? Conditions, string Software,
    string OutputElement, string? ReplicateTo, string CreatedUtc, string? StartedUtc, string? CompletedUtc);

/// <summary>How far a campaign is.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Transformations">Its transformations, in their order.</param>
/// <param name="Transfers">Its transfers by state.</param>
/// <param name="Eta">When it may end.</param>
/// <param name="Failures">Its failed attempts by cause, most frequent first.</param>
public sealed record CampaignProgress(
    CampaignRow Campaign, IReadOnlyList<TransformationProgress> Transformations, IReadOnlyDictionary<string, long> Transfers,
    CampaignEta Eta, IReadOnlyList<FailureCount> Failures);

/// <summary>How far a transformation is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Step">Its payload.</param>
/// <param name="InputTier">Tier of its inputs.</param>
/// <param name="OutputTier">Tier of its outputs.</param>
/// <param name="State">Its state.</param>
/// <param name="Jobs">Its jobs by state.</param>
/// <param name="Unused">Inputs that have no job yet.</param>
/// <param name="Expected">Jobs that it will have in the end, as far as is known: those of the first transformation's inputs that can still come.</param>
/// <param name="MeanWallSeconds">Mean wall time of all attempts of it that were ever accepted [s], null before the first.</param>
/// <param name="DeviationWallSeconds">Standard deviation of that wall time [s].</param>
/// <param name="Measured">Number of attempts behind it.</param>
/// <param name="PerMinute">Attempts accepted in the last five minutes, to a quarter of a minute, per minute.</param>
public sealed record TransformationProgress(
    long Id, string Name, string Step, string InputTier, string OutputTier, TransformationState State,
    IReadOnlyDictionary<JobState, long> Jobs, long Unused, long Expected, double? MeanWallSeconds, double DeviationWallSeconds,
    long Measured, double PerMinute)
{
    /// <summary>Jobs that have ended: done, or closed with a cause.</summary>
    public long Ended => Jobs.Where(state => !state.Key.IsOpen() && state.Key != JobState.Invalidated).Sum(state => state.Value);
}

/// <summary>When a campaign may end.</summary>
/// <param name="Seconds">The median [s from now]; null where nothing can be said yet, 0 where it has ended.</param>
/// <param name="Low">5 % of such campaigns end before this [s from now].</param>
/// <param name="High">5 % end after this [s from now].</param>
/// <param name="Basis">What the figure is based on, in words.</param>
public sealed record CampaignEta(double? Seconds, double? Low, double? High, string Basis);

/// <summary>Failed attempts of one cause.</summary>
/// <param name="Cause">The normalised cause.</param>
/// <param name="Attempts">Number of attempts.</param>
/// <param name="Jobs">Number of different jobs.</param>
/// <param name="Held">Jobs that are held by it now.</param>
/// <param name="Example">Message of the latest.</param>
/// <param name="ExampleJob">Job of the latest.</param>
public sealed record FailureCount(string Cause, long Attempts, long Jobs, long Held, string Example, long ExampleJob);
