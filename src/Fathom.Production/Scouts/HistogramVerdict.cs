namespace Fathom.Production.Scouts;

/// <summary>What the gate says of one monitoring histogram.</summary>
/// <param name="Pair">The histogram of the scouts, and of the campaign before.</param>
/// <param name="ChiSquare">χ² test; null where the two cannot be compared.</param>
/// <param name="KolmogorovSmirnov">Kolmogorov–Smirnov test; null likewise.</param>
/// <param name="Matches">Whether both p-values pass.</param>
/// <param name="Finding">It in words, with figures.</param>
public sealed record HistogramVerdict(
    HistogramPair Pair, ComparisonResult? ChiSquare, ComparisonResult? KolmogorovSmirnov, bool Matches, string Finding);
