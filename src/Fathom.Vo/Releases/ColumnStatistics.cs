namespace Fathom.Vo.Releases;

/// <summary>What is known of a column's values.</summary>
/// <param name="Nulls">Rows without a value.</param>
/// <param name="Distinct">Number of different values, exact up to 1,000, then to about 2 %; null: not counted.</param>
/// <param name="Minimum">The least; null: no number.</param>
/// <param name="Maximum">The greatest; null: no number.</param>
/// <param name="Mean">The mean; null: no number.</param>
/// <param name="LongestText">Bytes (UTF-8) of the longest text, or elements of the longest array; null: a number.</param>
public sealed record ColumnStatistics(long Nulls, long? Distinct, double? Minimum, double? Maximum, double? Mean, int? LongestText);
