using Fathom.Events.Telescope;
using Fathom.Reconstruction.LinearAlgebra;

namespace Fathom.Reconstruction.Telescope;

/// <summary>Covariance of a fitted track: inverse curvature, scaled by the spread that the scores really have.</summary>
/// <remarks>
/// H⁻¹·S·H⁻¹ with H the curvature of −ln L and S the sum over modules of the outer product of the module's score: PMTs
/// of one module share its position and clock, and so their errors (Huber 1967; White 1980; Liang and Zeger 1986).
/// </remarks>
internal static class TrackCovariance
{
    /// <summary>The covariance, 5 × 5, row by row; null if the curvature is not positive definite.</summary>
    public static double[]? Of(MuonTrack track, CherenkovLight light, HitSample hits, StudentDensity density)
    {
        const int size = NormalEquations.Size;
        var equations = new NormalEquations();
        var moduleScores = new double[hits.ModuleCount * size];
        equations.SumCurvature(new TrackFrame(track), light, hits, density, moduleScores);
        var factor = (double[])equations.Matrix.Clone();
        if (!SymmetricSolver.TryDecompose(factor, size))
        {
            return null;
        }

        // Each module's score becomes the shift of the parameters that it asks for; their outer products add up.
        var covariance = new double[size * size];
        for (var module = 0; module < hits.ModuleCount; module++)
        {
            var shift = moduleScores.AsSpan(module * size, size);
            SymmetricSolver.Solve(factor, shift, size);
            for (var i = 0; i < size * size; i++)
            {
                covariance[i] += shift[i / size] * shift[i % size];
            }
        }

        return covariance;
    }
}
