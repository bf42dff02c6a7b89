namespace Fathom.Production.Diagnosis.Causes;

/// <summary>One action for all of a cause, before it is done: it says what it touches.</summary>
/// <param name="CauseId">Id of the cause.</param>
/// <param name="Verb">The action.</param>
/// <param name="Jobs">Jobs that it touches, by id; none where it bans.</param>
/// <param name="Places">Sites, nodes or storage elements that it bans, with the failures there; none where it changes jobs.</param>
/// <param name="Failed">Jobs whose latest failure is of the cause, in whatever state they are now.</param>
/// <param name="Fault">Why it cannot be done; null where it can.</param>
public sealed record CausePlan(
    string CauseId, CauseVerb Verb, IReadOnlyList<long> Jobs, IReadOnlyList<KeyCount> Places, long Failed, string? Fault)
{
    /// <summary>What it touches, in a sentence.</summary>
    public string Text => Verb.Bans()
        ? Places.Count == 0
            ? $"{CauseId}: {Verb} touches nothing: where it appeared is banned already, or not known."
            : $"{CauseId}: {Verb} bans {string.Join(", ", Places.Select(place => $"{place.Key} ({place.Count} failures)"))}."
        : $"{CauseId}: {Verb} touches {Jobs.Count} of the {Failed} jobs that failed by it last.";

    /// <summary>How many jobs or places it touches.</summary>
    public int Touches => Verb.Bans() ? Places.Count : Jobs.Count;
}
