namespace Fathom.Simulation;

/// <summary>How much is simulated, and from which seed.</summary>
public sealed record SimulationOptions
{
    /// <summary>Seed of everything random. Default: 26.</summary>
    public ulong Seed { get; init; } = 26;

    /// <summary>First run. Default: 10554.</summary>
    public uint FirstRun { get; init; } = 10554;

    /// <summary>Number of runs. Default: 8.</summary>
    public int Runs { get; init; } = 8;

    /// <summary>Sections of each run, at most 999. Default: 10.</summary>
    public int SectionsPerRun { get; init; } = 10;

    /// <summary>Inverse-beta-decay pairs of each section. Default: 24.</summary>
    public int IbdPairsPerSection { get; init; } = 24;

    /// <summary>Single decays of natural radioactivity of each section. Default: 24.</summary>
    public int SinglesPerSection { get; init; } = 24;

    /// <summary>Length of a section. Default: 60 s. Rates are far above nature's pairs and below its singles: this is a demonstration.</summary>
    public TimeSpan SectionDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Begin of the first run, UTC. Default: 2025-10-09 14:02:23. Each run begins an hour after the one before.</summary>
    public DateTimeOffset Start { get; init; } = new(2025, 10, 9, 14, 2, 23, TimeSpan.Zero);

    /// <summary>Begin of a section, UTC.</summary>
    public DateTimeOffset SectionStart(uint run, uint section) =>
        Start + TimeSpan.FromHours(run - FirstRun) + (SectionDuration * (section - 1));
}
