namespace Fathom.Production.Preflight;

/// <summary>Everything that decides whether a campaign can end, gathered before it starts.</summary>
/// <param name="Now">When it was gathered.</param>
/// <param name="Estimate">What the campaign is expected to take.</param>
/// <param name="Credentials">What its work needs to stay allowed.</param>
/// <param name="OutputElement">Element that receives the outputs.</param>
/// <param name="Elements">The elements that it writes to and reads from.</param>
/// <param name="Tag">Its conditions tag, where a step needs constants.</param>
/// <param name="RunsWithoutConstants">Runs of its inputs for which the tag has none.</param>
/// <param name="Steps">What the self-test of each payload said.</param>
/// <param name="Slots">Slots in sites that are not banned; null where nobody knows (no server runs).</param>
public sealed record PreflightFacts(
    DateTimeOffset Now, CampaignEstimate Estimate, IReadOnlyList<CredentialFact> Credentials, string OutputElement,
    IReadOnlyList<ElementFact> Elements, string? Tag, IReadOnlyList<int> RunsWithoutConstants, IReadOnlyList<StepTrial> Steps, long? Slots);

/// <summary>A credential that the campaign's work depends on.</summary>
/// <param name="Name">What it is.</param>
/// <param name="UsableUntil">Until when it can be used or renewed; null: without end.</param>
public sealed record CredentialFact(string Name, DateTimeOffset? UsableUntil);

/// <summary>A storage element as it is now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Problem">A sentence that says why it cannot be used (banned, or what went wrong at a try); null where it can.</param>
/// <param name="FreeBytes">Free space; null where unknown.</param>
/// <param name="NeededBytes">What the campaign will write there; null where not measured.</param>
/// <param name="Inputs">Input files whose every replica lies at this element alone.</param>
public sealed record ElementFact(string Name, string? Problem, long? FreeBytes, double? NeededBytes, long Inputs);

/// <summary>The self-test of a payload.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Known">Whether there is such a step.</param>
/// <param name="Fault">What its self-test found; null where it passed.</param>
/// <param name="MaximumInputs">Most input files that one job of it takes.</param>
/// <param name="WantedInputs">Most that the campaign's grouping may give it.</param>
public sealed record StepTrial(string Step, bool Known, string? Fault, int MaximumInputs = int.MaxValue, int WantedInputs = 1);
