namespace Fathom.Reconstruction.Classification;

/// <summary>Thresholds of the online event classification.</summary>
/// <remarks>In photo-electrons at nominal gain above the mean dark charge; 1785 PE are about 1 MeV at the centre.</remarks>
public sealed record OecOptions
{
    /// <summary>Photo-electrons per MeV that turn the thresholds below into charge. Default 1785, measured by JUNO (arXiv:2511.14590).</summary>
    public double PePerMev { get; init; } = 1785;

    /// <summary>Below it an event is dark noise [MeV]. Default 0.1: about seven standard deviations of the dark charge of a window.</summary>
    public double NoiseBelow { get; init; } = 0.1;

    /// <summary>Below it an event is of low energy [MeV]. Default 0.6: below the prompt window (0.7 MeV) by more than the resolution.</summary>
    public double LowEnergyBelow { get; init; } = 0.6;

    /// <summary>Up to it an event is point-like [MeV]. Default 15: above the prompt window (12 MeV) even at the detector's brightest radius.</summary>
    public double PointLikeUpTo { get; init; } = 15;

    /// <summary>From it on an event is a muon [MeV]. Default 200, a metre of a minimum-ionising track.</summary>
    public double MuonFrom { get; init; } = 200;
}
