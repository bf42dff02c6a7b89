using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Reconstruction.Calibration;
using Fathom.Reconstruction.LinearAlgebra;

namespace Fathom.Reconstruction.Vertex;

/// <summary>
/// Fast vertex from the first-hit times of the dynode PMTs, whose transit time spread is small: maximum likelihood
/// in x, y, z and t0 from the charge centre.
/// </summary>
/// <remarks>
/// After the production algorithm of the same name, of which the settings are known but no paper: dynode PMTs,
/// charge-centre seed, first-hit densities by multiplicity. Where production uses one effective index of 1.60, the flight
/// goes through scintillator and water with the group indices of the detector's description. Minimised with Levenberg–Marquardt steps on the information matrix
/// Σ g·gᵀ of the single hits (Berndt et al. 1974), whose inverse at the minimum is the covariance.
/// </remarks>
public sealed class JVertex(JVertexOptions options) : IVertexAlgorithm
{
    private const int N = FirstHitLikelihood.Parameters;
    private const double FirstDamping = 0.1;
    private const double LowestDamping = 0.02;
    private const double MaximumFinalDamping = 10;
    private const double GrainTolerance = 20;

    /// <inheritdoc/>
    public VertexAlgorithm Name => VertexAlgorithm.JVertex;

    /// <inheritdoc/>
    public VertexFit Fit(HitColumns hits, DetectorModel detector, in VertexFit seed, VertexWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(hits);
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(workspace);
        Span<double> point = [seed.X, seed.Y, seed.Z, 0];
        if (!seed.HasPosition)
        {
            point.Clear();
        }

        point[3] = StartTime.Find(hits, detector, point, workspace);
        var window = new DarkCounts(0, -options.Before, options.After);
        var photoElectrons = FirstHitSelection.Fill(hits, detector, window, point, workspace);
        var first = workspace.First;
        if (first.Count < options.MinimumHits)
        {
            return VertexFit.Without(VertexStatus.TooFewHits);
        }

        var fraction = Math.Clamp(detector.DynodeDarkRate * window.Length / photoElectrons, 1e-4, 0.95);
        return Minimise(first, detector, new DarkCounts(fraction, window.Start, window.End), point);
    }

    private VertexFit Minimise(FirstHits first, DetectorModel detector, DarkCounts dark, Span<double> point)
    {
        Span<double> gradient = stackalloc double[N], trialGradient = stackalloc double[N], trial = stackalloc double[N];
        Span<double> information = stackalloc double[N * N], trialInformation = stackalloc double[N * N];
        Span<double> step = stackalloc double[N], lower = stackalloc double[N * N];
        var value = FirstHitLikelihood.Evaluate(
            first, detector.DynodeTimes, detector.Flight, dark, point, gradient, information);
        var damping = FirstDamping;
        var converged = false;
        for (var iteration = 0; iteration < options.MaximumIterations && !converged; iteration++)
        {
            if (!TryStep(information, gradient, damping, lower, step, out var gain))
            {
                damping *= 10;
                continue;
            }

            for (var k = 0; k < N; k++)
            {
                trial[k] = point[k] + step[k];
            }

            var next = FirstHitLikelihood.Evaluate(
                first, detector.DynodeTimes, detector.Flight, dark, trial, trialGradient, trialInformation);
            // A refused step with so small a promise: only the grain of the tabulated densities is left
            var limit = next < value ? options.Tolerance : GrainTolerance * options.Tolerance;
            converged = gain < limit && damping <= MaximumFinalDamping;
            damping = Adapt(damping, (value - next) / gain);
            if (next < value)
            {
                value = next;
                trial.CopyTo(point);
                trialGradient.CopyTo(gradient);
                trialInformation.CopyTo(information);
            }
        }

        return Result(first, detector, dark, point, value, information, converged);
    }

    /// <summary>Damping of the next step, from how much of the expected gain came true (Nielsen 1999).</summary>
    /// <remarks>Σ g·gᵀ is below the curvature of this likelihood, so that undamped steps overshoot.</remarks>
    private static double Adapt(double damping, double cameTrue) => cameTrue switch
    {
        > 0.75 => Math.Max(damping / 3, LowestDamping),
        > 0.3 => damping,
        > 0 => Math.Max(3 * damping, 0.5),
        _ => Math.Max(6 * damping, 1),
    };

    /// <summary>The damped step −(I + λ·diag I)⁻¹·g, shortened to the longest allowed, and the gain −g·step/2.</summary>
    private bool TryStep(
        ReadOnlySpan<double> information, ReadOnlySpan<double> gradient, double damping, Span<double> lower, Span<double> step, out double gain)
    {
        information.CopyTo(lower);
        for (var k = 0; k < N; k++)
        {
            lower[(k * N) + k] *= 1 + damping;
            step[k] = -gradient[k];
        }

        gain = 0;
        if (!SymmetricSolver.TryDecompose(lower, N))
        {
            return false;
        }

        SymmetricSolver.Solve(lower, step, N);
        for (var k = 0; k < N; k++)
        {
            gain -= 0.5 * gradient[k] * step[k];
        }

        var length = Math.Sqrt((step[0] * step[0]) + (step[1] * step[1]) + (step[2] * step[2]));
        var shorten = Math.Min(1, options.MaximumStep / Math.Max(length, 1e-9));
        for (var k = 0; k < N; k++)
        {
            step[k] *= shorten;
        }

        return true;
    }

    private static VertexFit Result(
        FirstHits first,
        DetectorModel detector,
        DarkCounts dark,
        ReadOnlySpan<double> point,
        double value,
        Span<double> information,
        bool converged)
    {
        var (error, timeError) = (double.NaN, double.NaN);
        if (SymmetricSolver.TryDecompose(information, N))
        {
            Span<double> column = stackalloc double[N];
            Span<double> variance = stackalloc double[N];
            for (var k = 0; k < N; k++)
            {
                column.Clear();
                column[k] = 1;
                SymmetricSolver.Solve(information, column, N);
                variance[k] = column[k];
            }

            error = Math.Sqrt((variance[0] + variance[1] + variance[2]) / 3);
            timeError = Math.Sqrt(variance[3]);
        }

        var chi2 = ResidualChi2.Of(first, detector.DynodeTimes, detector.Flight, dark, point, out var bins);
        var radius = Math.Sqrt((point[0] * point[0]) + (point[1] * point[1]) + (point[2] * point[2]));
        var status = radius > detector.TargetRadius ? VertexStatus.OutsideDetector
            : converged && double.IsFinite(error) ? VertexStatus.Converged
            : VertexStatus.NotConverged;
        var clamp = Math.Min(1, detector.TargetRadius / Math.Max(radius, 1e-9));
        return new VertexFit(
            status,
            clamp * point[0],
            clamp * point[1],
            clamp * point[2],
            point[3],
            value,
            first.Count,
            chi2,
            Math.Max(0, bins - N),
            error,
            timeError);
    }
}
