using System.Globalization;
using Fathom.Production.Campaigns;

namespace Fathom.Production.State;

/// <summary>What the ledger's verbs need of a transformation and its campaign. Read anew when a campaign verb changed one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CampaignId">Its campaign.</param>
/// <param name="Campaign">The campaign's name.</param>
/// <param name="Ordinal">Its place in the chain, from 0.</param>
/// <param name="Name">Its name within the campaign.</param>
/// <param name="Step">The payload.</param>
/// <param name="InputTier">Tier of its inputs.</param>
/// <param name="OutputTier">Tier of its outputs, which is also their kind.</param>
/// <param name="Parameters">Given to the payload.</param>
/// <param name="NeedsConditions">Whether the payload is given the constants of its run.</param>
/// <param name="Conditions">The campaign's conditions tag, or null.</param>
/// <param name="OutputElement">Element of its outputs.</param>
/// <param name="OutputRoot">How that element is reached.</param>
/// <param name="ReplicateTo">Element that receives copies of its outputs, or null; only the last of a chain has one.</param>
/// <param name="State">Its state.</param>
/// <param name="CampaignState">The campaign's state.</param>
public sealed record StepFacts(
    long Id, long CampaignId, string Campaign, int Ordinal, string Name, string Step, string InputTier, string OutputTier,
    IReadOnlyDictionary<string, string> Parameters, bool NeedsConditions, string? Conditions, string OutputElement,
    Protocol.StorageElementAddress OutputRoot, string? ReplicateTo, TransformationState State, CampaignState CampaignState)
{
    /// <summary>Who the campaign's work is done for.</summary>
    public string Owner { get; init; } = Accounting.AccountingSeries.NoOwner;

    /// <summary>The campaign's priority: higher comes first, whatever the shares. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>The campaign's weight against its owner's other campaigns. Default 1.</summary>
    public double Share { get; init; } = 1;

    /// <summary>True where a job may have several inputs: then files wait for their group.</summary>
    public bool Groups { get; init; }

    /// <summary>Parameter that declares how long the mean job lasts at CPU factor 1 [s]: believed until the first attempt is accepted.</summary>
    public const string ExpectedSecondsParameter = "expect.seconds";

    /// <summary>What that parameter says; 0 where it is not given.</summary>
    public double DeclaredSeconds { get; } = Declared(Parameters);

    /// <summary>True where its jobs may be made and leased.</summary>
    public bool IsActive => State.MakesJobs() && CampaignState == CampaignState.Active;

    private static double Declared(IReadOnlyDictionary<string, string> parameters) =>
        parameters.TryGetValue(ExpectedSecondsParameter, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 && double.IsFinite(seconds)
            ? seconds
            : 0;
}
