namespace Fathom.Benchmarks;

/// <summary>One measured figure.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">Its value in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of value and target.</param>
/// <param name="Target">What it must reach, or null for a figure that is only reported.</param>
/// <param name="Bound">Whether the target is a ceiling or a floor.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Target = null, Bound Bound = Bound.AtMost)
{
    /// <summary>True where the figure has no target or reaches it.</summary>
    public bool Reached => Target is not { } target || (Bound == Bound.AtMost ? Value <= target : Value >= target);
}

/// <summary>Which side of a target is good.</summary>
public enum Bound { AtMost, AtLeast }
