namespace Fathom.Portal.Pages.Campaigns;

/// <summary>A campaign as pages show it.</summary>
public sealed record CampaignView(
    long Id, string Name, string Kind, string State, string? GoodRunList, string? Conditions, string Software, string OutputElement,
    string? ReplicateTo, string CreatedUtc, string? StartedUtc, string? CompletedUtc);

/// <summary>How far a transformation is.</summary>
/// <param name="Ordinal">Its place in the chain, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Step">Its payload.</param>
/// <param name="State">Its state.</param>
/// <param name="Jobs">Jobs by state.</param>
/// <param name="Inputs">Inputs by state.</param>
/// <param name="Timing">What its accepted attempts took.</param>
public sealed record StageView(
    int Ordinal, string Name, string Step, string State, IReadOnlyDictionary<string, long> Jobs,
    IReadOnlyDictionary<string, long> Inputs, StageTiming Timing)
{
    /// <summary>Jobs in a state.</summary>
    public long In(string state) => Jobs.GetValueOrDefault(state);

    /// <summary>All jobs made so far.</summary>
    public long Made => Jobs.Values.Sum();

    /// <summary>Jobs that will do nothing more by themselves.</summary>
    public long Ended => In("Done") + In("Held") + In("Killed") + In("Invalidated");
}

/// <summary>Time from lease to acceptance of a stage's accepted attempts.</summary>
/// <param name="Accepted">Number of attempts.</param>
/// <param name="Mean">Mean [s].</param>
/// <param name="Variance">Variance [s²].</param>
public readonly record struct StageTiming(long Accepted, double Mean, double Variance);

/// <summary>Failures with one cause.</summary>
/// <param name="Cause">The normalised cause.</param>
/// <param name="Held">Jobs held with it now.</param>
/// <param name="Attempts">Attempts that ended with it.</param>
/// <param name="Detail">The message of one of them.</param>
public sealed record CauseView(string Cause, long Held, long Attempts, string Detail);

/// <summary>A campaign with its progress.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Stages">Its transformations in order.</param>
/// <param name="LastMinute">Jobs accepted within the last minute.</param>
/// <param name="Slots">Pilots alive.</param>
public sealed record CampaignProgress(CampaignView Campaign, IReadOnlyList<StageView> Stages, long LastMinute, long Slots)
{
    /// <summary>Jobs that the campaign will have when every input has gone through every stage.</summary>
    public long Expected => Stages.Count == 0 ? 0 : Math.Max(Stages.Sum(s => s.Made), Width * Stages.Count);

    /// <summary>Jobs of one stage when all its inputs are there: one for each input of the first.</summary>
    public long Width => Stages.Count == 0 ? 0 : Math.Max(Stages[0].Inputs.Values.Sum(), Stages.Max(s => s.Made));

    /// <summary>Jobs in a state, over all stages.</summary>
    public long In(string state) => Stages.Sum(s => s.In(state));
}
