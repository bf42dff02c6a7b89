namespace Fathom.Twin.Faults;

/// <summary>How a campaign under faults went.</summary>
/// <param name="Seed">Its seed: the same gives the same again.</param>
/// <param name="Jobs">Jobs.</param>
/// <param name="Faults">Faults by kind.</param>
/// <param name="Events">Events in the ledger.</param>
/// <param name="Violations">What broke a law; empty where none did.</param>
public sealed record FaultOutcome(int Seed, int Jobs, IReadOnlyDictionary<string, int> Faults, long Events, IReadOnlyList<string> Violations)
{
    /// <summary>All faults.</summary>
    public int Count => Faults.Values.Sum();
}
