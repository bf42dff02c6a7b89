namespace Fathom.Production.Accounting;

/// <summary>One group of the accounts.</summary>
/// <param name="Labels">Its value in each dimension of the question, in that order.</param>
/// <param name="Sum">The sums.</param>
public sealed record AccountingRow(IReadOnlyList<string> Labels, AccountingCell Sum);

/// <summary>The answer to a question.</summary>
/// <param name="By">The dimensions.</param>
/// <param name="Rows">Its rows, ordered by their labels.</param>
/// <param name="Total">The sum over all rows.</param>
public sealed record AccountingReport(IReadOnlyList<AccountingDimension> By, IReadOnlyList<AccountingRow> Rows, AccountingCell Total);
