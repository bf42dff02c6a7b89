namespace Fathom.Production.Diagnosis.Rules;

/// <summary>A used resource against its limit; without a limit it never holds.</summary>
/// <param name="Fraction">Used over limit must be at least this; null: no condition.</param>
public readonly record struct Bound(double? Fraction)
{
    /// <summary>True where nothing is asked, or where what was used is at least the fraction of a known limit.</summary>
    public bool Holds(double used, double? limit) => Fraction is not { } least || (limit > 0 && used >= least * limit);
}
