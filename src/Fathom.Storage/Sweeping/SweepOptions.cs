namespace Fathom.Storage.Sweeping;

/// <summary>How the sweeper works.</summary>
public sealed class SweepOptions
{
    /// <summary>The ledger is asked for closed paths this often. Default 10 s.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Closed paths looked at in one round. Default 10,000.</summary>
    public int PathsPerRound { get; init; } = 10_000;
}
