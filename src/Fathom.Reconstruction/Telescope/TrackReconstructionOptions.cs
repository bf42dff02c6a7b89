namespace Fathom.Reconstruction.Telescope;

/// <summary>Settings of the track reconstruction. None of them depends on an event.</summary>
public sealed record TrackReconstructionOptions
{
    /// <summary>Use only hits of the trigger. Default: true.</summary>
    public bool TriggeredOnly { get; init; } = true;

    /// <summary>PMTs of one module that must fire together to make a reference. Default: 4; fewer where that gives too few.</summary>
    public int CoincidenceMultiplicity { get; init; } = 4;

    /// <summary>Together means within this time [ns]. Default: 20.</summary>
    public double CoincidenceWindowNs { get; init; } = 20;

    /// <summary>Two hits of one muon may differ by the travel of light between them and this much more [ns]. Default: 30.</summary>
    public double CausalMarginNs { get; init; } = 30;

    /// <summary>Fraction of the references with which a hit must be causal. Default: 0.75.</summary>
    public double CausalFraction { get; init; } = 0.75;

    /// <summary>Directions, spread over the whole sphere, from which the fit starts besides the prefit. Default: 48.</summary>
    public int ScanDirections { get; init; } = 48;

    /// <summary>Scales of the Lorentzian through which the fit narrows [ns]. Default: 100, 50, 25, 15, 10.</summary>
    public IReadOnlyList<double> AnnealingNs { get; init; } = [100, 50, 25, 15, 10];

    /// <summary>Hits earlier than this do not enter the last fit [ns]. Default: −50.</summary>
    public double EarliestResidualNs { get; init; } = -50;

    /// <summary>Hits later than this do not enter the last fit: scattered light [ns]. Default: 100.</summary>
    public double LatestResidualNs { get; init; } = 100;

    /// <summary>Degrees of freedom of the residual density in the last fit. Default: 2.</summary>
    public double Freedom { get; init; } = 2;

    /// <summary>Rounds of window, scale and fit at the end. Default: 5.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Fewer hits, or hits in fewer than five modules, are not fitted. Default: 8.</summary>
    public int MinHits { get; init; } = 8;
}
