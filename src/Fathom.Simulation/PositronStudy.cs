namespace Fathom.Simulation;

/// <summary>Positrons that all start at one point.</summary>
public sealed record PositronStudy
{
    /// <summary>Seed. Default: 26.</summary>
    public ulong Seed { get; init; } = 26;

    /// <summary>Run number of the file. Default: 1.</summary>
    public uint Run { get; init; } = 1;

    /// <summary>Section number of the file. Default: 1.</summary>
    public uint Section { get; init; } = 1;

    /// <summary>Begin of the section, UTC. Default: 2025-10-09 14:02:23.</summary>
    public DateTimeOffset Start { get; init; } = new(2025, 10, 9, 14, 2, 23, TimeSpan.Zero);

    /// <summary>Number of positrons, one a millisecond. Default: 100.</summary>
    public int Count { get; init; } = 100;

    /// <summary>Visible energy: kinetic plus both annihilation gammas [MeV]; at least 1.022.</summary>
    public double VisibleEnergy { get; init; } = 2;

    /// <summary>Start point x [mm].</summary>
    public double X { get; init; }

    /// <summary>Start point y [mm].</summary>
    public double Y { get; init; }

    /// <summary>Start point z [mm].</summary>
    public double Z { get; init; }
}
