namespace Fathom.Events.Telescope;

/// <summary>A particle-detection record: every hit, the state of the detector, the fit and what it did with each hit.</summary>
/// <param name="Event">Hits, time and published track.</param>
/// <param name="Telescope">Name of the telescope description that was used ("arca").</param>
/// <param name="Sample">Which hits the fit was given: "triggered" or "all".</param>
/// <param name="Status">State of the detector.</param>
/// <param name="Fit">The track fit.</param>
/// <param name="Residual">Arrival minus expected arrival under the fit, for every hit [ns]; NaN without a fit.</param>
/// <param name="Flags">What the reconstruction did with every hit.</param>
public sealed record FullEvent(
    TelescopeEvent Event,
    string Telescope,
    string Sample,
    TelescopeDetectorStatus Status,
    TrackFit Fit,
    double[] Residual,
    HitFlags[] Flags);
