namespace Fathom.Reconstruction.Vertex;

/// <summary>How a vertex fit ended. An outcome, not an error: every event gets one.</summary>
public enum FitStatus : byte
{
    /// <summary>The algorithm was not run for this event.</summary>
    NotRun = 0,

    /// <summary>A minimum was found inside the detector; errors are valid.</summary>
    Converged = 1,

    /// <summary>Fewer usable hits than the algorithm needs.</summary>
    TooFewHits = 2,

    /// <summary>The iteration limit was reached or the curvature is singular; the position is the best one seen.</summary>
    NotConverged = 3,

    /// <summary>The best position lies outside the target sphere; it is reported where it was found.</summary>
    OutsideDetector = 4,
}
