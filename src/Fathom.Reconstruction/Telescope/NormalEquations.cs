using System.Runtime.CompilerServices;

namespace Fathom.Reconstruction.Telescope;

/// <summary>Sums of a reweighted least-squares step over the five parameters of a track.</summary>
internal sealed class NormalEquations
{
    /// <summary>Number of parameters: across u, across v, slope u, slope v, time.</summary>
    public const int Size = 5;

    /// <summary>JᵀWJ, 5 × 5; its lower triangle is enough for the solver and alone is filled.</summary>
    public double[] Matrix { get; } = new double[Size * Size];

    /// <summary>JᵀWr: the step's right side, minus the gradient of −ln L.</summary>
    public double[] Gradient { get; } = new double[Size];

    /// <summary>Sum of −ln p.</summary>
    public double NegLog { get; private set; }

    /// <summary>Sums for a step: weights, which keep the matrix positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(in TrackFrame frame, CherenkovLight light, HitSample hits, StudentDensity density)
    {
        Clear();
        Span<double> row = stackalloc double[Size];
        for (var i = 0; i < hits.Count; i++)
        {
            var residual = Row(frame, light, hits, i, row);
            Add(row, density.Weight(residual), density.Slope(residual));
            NegLog += density.NegLog(residual);
        }
    }

    /// <summary>Sums for errors: the curvature of −ln p in place of weights, and the score of each module.</summary>
    /// <param name="frame">The track and its normal plane.</param>
    /// <param name="light">How light spreads.</param>
    /// <param name="hits">The sample.</param>
    /// <param name="density">Density of the residuals.</param>
    /// <param name="moduleScores">Receives the scores, shape (modules, 5).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SumCurvature(
        in TrackFrame frame, CherenkovLight light, HitSample hits, StudentDensity density, Span<double> moduleScores)
    {
        Clear();
        moduleScores.Clear();
        Span<double> row = stackalloc double[Size];
        for (var i = 0; i < hits.Count; i++)
        {
            var residual = Row(frame, light, hits, i, row);
            var slope = density.Slope(residual);
            Add(row, density.Curvature(residual), slope);
            NegLog += density.NegLog(residual);
            var scores = moduleScores.Slice(hits.Module[i] * Size, Size);
            for (var a = 0; a < Size; a++)
            {
                scores[a] += row[a] * slope;
            }
        }
    }

    private void Clear()
    {
        Array.Clear(Matrix);
        Array.Clear(Gradient);
        NegLog = 0;
    }

    /// <summary>Residual of a hit, and the derivatives of its expected arrival after the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Row(in TrackFrame frame, CherenkovLight light, HitSample hits, int i, Span<double> row)
    {
        var track = frame.Track;
        var (dx, dy, dz) = (hits.X[i] - track.X, hits.Y[i] - track.Y, hits.Z[i] - track.Z);
        var along = (dx * track.DirectionX) + (dy * track.DirectionY) + (dz * track.DirectionZ);
        var u = (dx * frame.UX) + (dy * frame.UY) + (dz * frame.UZ);
        var v = (dx * frame.VX) + (dy * frame.VY) + (dz * frame.VZ);
        var across = Math.Sqrt((u * u) + (v * v));

        // On the track itself the distance has no derivative; zero is as good as any.
        var (cosU, cosV) = across > 1e-9 ? (u / across, v / across) : (0.0, 0.0);

        // Moved towards the hit, the track is nearer. Tilted towards it, the hit is further along and nearer.
        row[0] = -light.TimeAcross * cosU;
        row[1] = -light.TimeAcross * cosV;
        row[2] = (light.TimeAlong * u) - (light.TimeAcross * along * cosU);
        row[3] = (light.TimeAlong * v) - (light.TimeAcross * along * cosV);
        row[4] = 1.0;
        return hits.Time[i] - track.Time - (along * light.TimeAlong) - (across * light.TimeAcross);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ReadOnlySpan<double> row, double weight, double slope)
    {
        for (var a = 0; a < Size; a++)
        {
            Gradient[a] += row[a] * slope;
            for (var b = 0; b <= a; b++)
            {
                Matrix[(a * Size) + b] += weight * row[a] * row[b];
            }
        }
    }
}
