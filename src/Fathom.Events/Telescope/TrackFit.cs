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
/// <param name="EarlyScaleNs">Scale of the early side of the residuals [ns].</param>
/// <param name="LateScaleNs">Scale of their late side [ns].</param>
/// <param name="NegLogLikelihood">−ln L of the hits used under the Student-t residual density.</param>
/// <param name="AngularErrorDegrees">
/// One-sigma error of the direction: root of the summed variances of its two slopes [deg], as the Beta of the ANTARES
/// event list. Statistical only: position and time calibration are not in it.
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
    double EarlyScaleNs,
    double LateScaleNs,
    double NegLogLikelihood,
    double AngularErrorDegrees,
    double[] Covariance);
