namespace Fathom.Production.Scouts;

/// <summary>The scouts of a campaign, as people look at them.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Policy">How they gate the rest; null where it has none.</param>
/// <param name="State">Where they are.</param>
/// <param name="Findings">What the gate found, first what failed; while they run, where they are.</param>
/// <param name="Histograms">Those that were judged; while the scouts run, as they are now.</param>
/// <param name="JudgedUtc">When they were judged; null where they were not.</param>
/// <param name="OverruledBy">Who let the rest run all the same; null where nobody did.</param>
/// <param name="OverruledBecause">Why.</param>
public sealed record ScoutReport(
    string Campaign, ScoutPolicy? Policy, ScoutState State, IReadOnlyList<string> Findings, IReadOnlyList<HistogramVerdict> Histograms,
    string? JudgedUtc, string? OverruledBy, string? OverruledBecause);
