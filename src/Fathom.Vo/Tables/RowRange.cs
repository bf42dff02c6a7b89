namespace Fathom.Vo.Tables;

/// <summary>Rows one after another.</summary>
/// <param name="First">The first row, from 0.</param>
/// <param name="Count">How many.</param>
/// <param name="IsInside">True where every row of it is known to lie inside what was asked for; false: each must be looked at.</param>
public readonly record struct RowRange(long First, int Count, bool IsInside);
