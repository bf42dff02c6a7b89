using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>A track fit and what it did with each hit of the event.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Residual">Arrival minus expected arrival of every hit [ns]; NaN without a converged fit.</param>
/// <param name="Flags">What was done with every hit.</param>
public sealed record TrackReconstructionResult(TrackFit Fit, double[] Residual, HitFlags[] Flags);
