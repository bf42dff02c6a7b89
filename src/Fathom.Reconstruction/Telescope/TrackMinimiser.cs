using Fathom.Events.Telescope;
using Fathom.Reconstruction.LinearAlgebra;

namespace Fathom.Reconstruction.Telescope;

/// <summary>Minimises −ln L of the residuals over the five parameters of a track, by damped reweighted least squares.</summary>
internal sealed class TrackMinimiser(CherenkovLight light)
{
    private const int MaxIterations = 100;
    private const double Tolerance = 1e-6;

    private readonly NormalEquations _equations = new();

    /// <summary>Where a minimisation ended.</summary>
    public readonly record struct Minimum(bool Converged, MuonTrack Track, double NegLog);

    /// <summary>Minimises from a start.</summary>
    public Minimum From(MuonTrack start, HitSample hits, StudentDensity density)
    {
        const int size = NormalEquations.Size;
        Span<double> factor = stackalloc double[size * size];
        Span<double> step = stackalloc double[size];
        var frame = new TrackFrame(start);
        var damping = 1e-3;
        _equations.Sum(frame, light, hits, density);
        var current = _equations.NegLog;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            Damp(factor, damping);
            if (!SymmetricSolver.TryDecompose(factor, size))
            {
                return new Minimum(false, frame.Track, current);
            }

            _equations.Gradient.CopyTo(step);
            SymmetricSolver.Solve(factor, step, size);
            var tried = new TrackFrame(frame.Moved(step));
            _equations.Sum(tried, light, hits, density);
            var next = _equations.NegLog;
            if (next <= current)
            {
                frame = tried;
                damping = Math.Max(damping * 0.1, 1e-9);
                if (current - next < Tolerance)
                {
                    return new Minimum(true, frame.Track, next);
                }

                current = next;
            }
            else
            {
                damping *= 10;
                if (damping > 1e9)
                {
                    return new Minimum(true, frame.Track, current);
                }

                _equations.Sum(frame, light, hits, density);
            }
        }

        return new Minimum(false, frame.Track, current);
    }

    private void Damp(Span<double> factor, double damping)
    {
        _equations.Matrix.CopyTo(factor);
        for (var a = 0; a < NormalEquations.Size; a++)
        {
            factor[(a * NormalEquations.Size) + a] *= 1.0 + damping;
        }
    }
}
