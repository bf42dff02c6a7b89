using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Stores;

/// <summary>A checked output that is about to become its job's.</summary>
/// <param name="Job">The job.</param>
/// <param name="CampaignId">Its campaign.</param>
/// <param name="Attempt">The attempt that made it.</param>
/// <param name="Output">What was uploaded.</param>
/// <param name="Inputs">What it was made from.</param>
/// <param name="ReplicateTo">Element that receives a copy, or null.</param>
public sealed record NewOutput(
    JobRecord Job, long CampaignId, LiveAttempt Attempt, UploadedOutput Output, IReadOnlyList<long> Inputs, string? ReplicateTo);
