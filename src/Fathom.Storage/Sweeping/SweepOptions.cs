namespace Fathom.Storage.Sweeping;

/// <summary>How the sweeper works.</summary>
public sealed class SweepOptions
{
    /// <summary>A closed path is swept at once, and once more after its writer can no longer write. Default 10 min.</summary>
    public TimeSpan WriterGrace { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The ledger is asked for closed paths this often. Default 10 s.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Closed paths looked at in one round. Default 10,000.</summary>
    public int PathsPerRound { get; init; } = 10_000;
}
