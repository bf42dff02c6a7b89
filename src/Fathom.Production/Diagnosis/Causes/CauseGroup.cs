namespace Fathom.Production.Diagnosis.Causes;

/// <summary>Failures of one root: those of one cause that a rule knows, or of one template of unknown messages.</summary>
/// <param name="Id">Stable id: the cause's name, or <c>Unknown.</c> and the template's id.</param>
/// <param name="Cause">Name of the cause, or Unknown.</param>
/// <param name="Action">What the rules advise.</param>
/// <param name="Advice">What a person should do; empty where unknown.</param>
/// <param name="Rules">Ids of the rules that matched.</param>
/// <param name="RulesVersion">Version of the table that judged.</param>
/// <param name="Template">Most frequent wording, its variable parts masked.</param>
/// <param name="Attempts">Failed attempts.</param>
/// <param name="Jobs">Different jobs, as far as they are remembered (100,000).</param>
/// <param name="Sites">Sites with their number of failures, most first; at most 20, the rest summed as "…".</param>
/// <param name="Hosts">Hosts likewise.</param>
/// <param name="Elements">Storage elements of the attempts likewise.</param>
/// <param name="FirstUtc">Label of the first.</param>
/// <param name="LastUtc">Label of the last.</param>
/// <param name="PerSlice">Failures in each of 24 equal slices from the first to the last failure of the whole survey.</param>
/// <param name="Examples">The latest, at most three.</param>
public sealed record CauseGroup(
    string Id, string Cause, RuleAction Action, string Advice, IReadOnlyList<string> Rules, string RulesVersion, string Template,
    long Attempts, long Jobs, IReadOnlyList<KeyCount> Sites, IReadOnlyList<KeyCount> Hosts, IReadOnlyList<KeyCount> Elements, string FirstUtc, string LastUtc,
    IReadOnlyList<long> PerSlice, IReadOnlyList<FailedAttempt> Examples);

/// <summary>How often something occurs.</summary>
public sealed record KeyCount(string Key, long Count);
