namespace Fathom.Reconstruction.Coincidence;

/// <summary>Cuts of the inverse-beta-decay selection.</summary>
/// <remarks>Defaults as in JUNO's sensitivity papers (arXiv:2405.18008, section 3).</remarks>
public sealed record IbdOptions
{
    /// <summary>Lowest visible energy of the prompt event [MeV]. Default 0.7.</summary>
    public double PromptMinimum { get; init; } = 0.7;

    /// <summary>Highest visible energy of the prompt event [MeV]. Default 12.</summary>
    public double PromptMaximum { get; init; } = 12;

    /// <summary>Window of the neutron's capture on hydrogen, lower edge [MeV]. Default 1.9.</summary>
    public double HydrogenMinimum { get; init; } = 1.9;

    /// <summary>Window of the capture on hydrogen, upper edge [MeV]. Default 2.5.</summary>
    public double HydrogenMaximum { get; init; } = 2.5;

    /// <summary>Window of the capture on carbon, lower edge [MeV]. Default 4.4.</summary>
    public double CarbonMinimum { get; init; } = 4.4;

    /// <summary>Window of the capture on carbon, upper edge [MeV]. Default 5.5.</summary>
    public double CarbonMaximum { get; init; } = 5.5;

    /// <summary>Largest time between prompt and delayed [ns]. Default 1 ms.</summary>
    public long MaximumDelay { get; init; } = 1_000_000;

    /// <summary>Largest distance between the two vertices [mm]. Default 1500.</summary>
    public double MaximumDistance { get; init; } = 1500;

    /// <summary>Whether an energy lies in the prompt window.</summary>
    public bool IsPrompt(double energy) => energy >= PromptMinimum && energy <= PromptMaximum;

    /// <summary>Whether an energy lies in one of the two capture windows.</summary>
    public bool IsDelayed(double energy) =>
        (energy >= HydrogenMinimum && energy <= HydrogenMaximum) || (energy >= CarbonMinimum && energy <= CarbonMaximum);
}
