namespace Fathom.Production.State;

/// <summary>The transformations, as they were read last.</summary>
internal sealed class StepTable(IReadOnlyList<StepFacts> all)
{
    private readonly Dictionary<long, StepFacts> _byId = all.ToDictionary(step => step.Id);

    /// <summary>All, in order of campaign and place in the chain.</summary>
    public IReadOnlyList<StepFacts> All { get; } = all;

    /// <summary>The transformation of an id, or null.</summary>
    public StepFacts? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>The transformation of an id.</summary>
    public StepFacts this[long id] => _byId[id];

    /// <summary>Transformations of a campaign that take each file of a tier made by it at once, and are active.</summary>
    public IEnumerable<StepFacts> TakersOf(long campaignId, string tier) => All.Where(step =>
        step.CampaignId == campaignId && step.Ordinal > 0 && step.InputTier == tier && step.IsActive && !step.Groups);
}
