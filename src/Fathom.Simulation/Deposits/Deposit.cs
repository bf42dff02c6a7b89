namespace Fathom.Simulation.Deposits;

/// <summary>Energy left at one place: it becomes light in proportion, without non-linearity.</summary>
/// <param name="Place">Where [mm].</param>
/// <param name="Delay">When, after the interaction [ns].</param>
/// <param name="Energy">How much [MeV].</param>
public readonly record struct Deposit(Point Place, double Delay, double Energy);

/// <summary>What happens at one time.</summary>
/// <param name="TimeNs">When, from the begin of the section [ns].</param>
/// <param name="Deposits">The energy that it leaves.</param>
public sealed record Interaction(double TimeNs, IReadOnlyList<Deposit> Deposits);
