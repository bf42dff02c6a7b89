namespace Fathom.Events.Telescope;

/// <summary>How a track fit ended.</summary>
public enum TrackFitStatus : byte
{
    /// <summary>The fit converged and its errors are defined.</summary>
    Converged,

    /// <summary>Fewer hits than the fit needs survived the selection.</summary>
    TooFewHits,

    /// <summary>The minimiser reached its limit of iterations, or the curvature is singular.</summary>
    NotConverged,
}

/// <summary>The result of a muon track fit.</summary>
/// <param name="Status">How it ended; the other values mean something only if converged.</param>
/// <param name="Track">The track; its point is the one closest to the mean position of the hits used.</param>
/// <param name="HitsUsed">Number of hits in the last fit.</param>
/// <param name="ModulesUsed">Number of optical modules among them.</param>
/// <param name="ScaleNs">Robust scale of the residuals [ns].</param>
/// <param name="NegLogLikelihood">−ln L of the hits used under the Student-t residual density.</param>
/// <param name="AngularErrorDegrees">
/// One-sigma error of the direction: root of the mean variance of the two angles times √2 (so that it bounds the space
/// angle as a Rayleigh σ·√2) [deg]. Statistical only.
/// </param>
/// <param name="Covariance">
/// Covariance of (across u [m], across v [m], slope u, slope v, time [ns]), 5 × 5, row by row; u and v span the plane
/// normal to the track.
/// </param>
public sealed record TrackFit(
    TrackFitStatus Status,
    MuonTrack Track,
    int HitsUsed,
    int ModulesUsed,
    double ScaleNs,
    double NegLogLikelihood,
    double AngularErrorDegrees,
    double[] Covariance);
