using System.Globalization;

namespace Fathom.Production.Scouts;

/// <summary>What the gate looks at.</summary>
/// <param name="Done">Jobs of the scouts' chains that are done.</param>
/// <param name="Ended">Those that are Held or Killed.</param>
/// <param name="Open">Those that still run or wait, and inputs of the chains that have no job yet.</param>
/// <param name="Histograms">The scouts' monitoring histograms beside those of the campaign before; empty where none is compared.</param>
public sealed record ScoutEvidence(long Done, long Ended, long Open, IReadOnlyList<HistogramPair> Histograms);

/// <summary>One monitoring histogram of the scouts and of the campaign that they are compared with.</summary>
/// <param name="Name">Such as energyHistogram of miniESD.</param>
/// <param name="Scouts">Counts, shape (bins).</param>
/// <param name="Reference">Counts, shape (bins); another shape is a difference by itself.</param>
public sealed record HistogramPair(string Name, IReadOnlyList<long> Scouts, IReadOnlyList<long> Reference)
{
    /// <summary>Upper edge of the last bin, the lower of the first being 0; null where the files do not say it.</summary>
    public double? High { get; init; }
}

/// <summary>What the gate says.</summary>
/// <param name="State">Running, Passed or Failed.</param>
/// <param name="Findings">What was looked at, in words, with figures; first what failed.</param>
public sealed record ScoutVerdict(ScoutState State, IReadOnlyList<string> Findings)
{
    /// <summary>The histograms that were judged.</summary>
    public IReadOnlyList<HistogramVerdict> Histograms { get; init; } = [];
}

/// <summary>Whether the scouts open the way for the rest: one pure function.</summary>
public static class ScoutGate
{
    /// <summary>Judges. While jobs are open nothing is said, except that too many have failed already.</summary>
    public static ScoutVerdict Judge(ScoutPolicy policy, ScoutEvidence evidence)
    {
        long all = evidence.Done + evidence.Ended + evidence.Open;
        if (evidence.Ended > policy.MostFailed * all)
        {
            return new ScoutVerdict(ScoutState.Failed, [Text($"{evidence.Ended} of {all} scout jobs ended without outputs; at most {policy.MostFailed:P0} may.")]);
        }

        if (evidence.Open > 0 || all == 0)
        {
            return new ScoutVerdict(ScoutState.Running, [Text($"{evidence.Done} of {all} scout jobs are done.")]);
        }

        var passed = new List<string> { Text($"{evidence.Done} of {all} scout jobs are done, {evidence.Ended} ended without outputs.") };
        var failed = new List<string>();
        HistogramVerdict[] histograms = [.. evidence.Histograms.Select(pair => Compare(policy, pair))];
        foreach (HistogramVerdict histogram in histograms)
        {
            (histogram.Matches ? passed : failed).Add(histogram.Finding);
        }

        if (policy.CompareWith is { } before && evidence.Histograms.Count == 0)
        {
            failed.Add($"There is no monitoring histogram to compare with those of campaign {before}.");
        }

        return new ScoutVerdict(failed.Count == 0 ? ScoutState.Passed : ScoutState.Failed, [.. failed, .. passed]) { Histograms = histograms };
    }

    /// <summary>Compares one histogram of the scouts with that of the campaign before.</summary>
    public static HistogramVerdict Compare(ScoutPolicy policy, HistogramPair pair)
    {
        if (pair.Scouts.Count != pair.Reference.Count)
        {
            return new HistogramVerdict(pair, null, null, false, Text($"{pair.Name}: {pair.Scouts.Count} bins, campaign {policy.CompareWith} has {pair.Reference.Count}."));
        }

        long[] scouts = [.. pair.Scouts], reference = [.. pair.Reference];
        if (scouts.Sum() == 0 || reference.Sum() == 0)
        {
            return new HistogramVerdict(pair, null, null, false, Text($"{pair.Name}: nothing to compare, {scouts.Sum()} entries of the scouts, {reference.Sum()} of campaign {policy.CompareWith}."));
        }

        ComparisonResult chi = HistogramComparison.ChiSquare(scouts, reference);
        ComparisonResult distance = HistogramComparison.KolmogorovSmirnov(scouts, reference);
        bool matches = chi.PValue >= policy.LeastPValue && distance.PValue >= policy.LeastPValue;
        return new HistogramVerdict(pair, chi, distance, matches, Text(
            $"{pair.Name}: χ² {chi.Statistic:F1} with {chi.Freedom} degrees of freedom, p = {chi.PValue:G3}; Kolmogorov–Smirnov {distance.Statistic:F4}, p = {distance.PValue:G3}; at least {policy.LeastPValue:G3} passes."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
