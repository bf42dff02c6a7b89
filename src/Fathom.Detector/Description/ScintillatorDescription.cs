namespace Fathom.Detector.Description;

/// <summary>Light yield, transparency and emission times of the scintillator.</summary>
public sealed record ScintillatorDescription
{
    /// <summary>Mean number of detected photo-electrons per MeV at the centre, all channels alive, without dark counts.</summary>
    public double PePerMevAtCentre { get; init; } = double.NaN;

    /// <summary>Absorption length [mm]: absorbed photons are lost.</summary>
    public double AbsorptionLengthMm { get; init; } = double.NaN;

    /// <summary>Rayleigh scattering length [mm]: scattered photons are redirected, not lost.</summary>
    public double RayleighLengthMm { get; init; } = double.NaN;

    /// <summary>Electrons per cubic millimetre, for the range of gammas.</summary>
    public double ElectronDensityPerMm3 { get; init; } = double.NaN;

    /// <summary>Emission time constants [ns].</summary>
    public double[] DecayTimesNs { get; init; } = [];

    /// <summary>Fraction of the light in each component of <see cref="DecayTimesNs"/>; their sum is 1.</summary>
    public double[] DecayFractions { get; init; } = [];
}
