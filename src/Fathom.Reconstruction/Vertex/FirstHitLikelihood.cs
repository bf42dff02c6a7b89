using Fathom.Reconstruction.Optics;
using Fathom.Reconstruction.Timing;

namespace Fathom.Reconstruction.Vertex;

/// <summary>
/// −ln L of a vertex and time, given the first hits: each of the n photo-electrons of a channel is light of the
/// pulse or, with probability ε, a dark count anywhere in the window; the hit is the first of the n.
/// </summary>
/// <remarks>
/// m(t) = (1 − ε)·f(t) + ε/W, M(t) = P(later) under m; p_n(t) = n·m(t)·M(t)^(n−1) with t = hit − t0 − flight
/// (order statistics as in arXiv:2211.16768, section 4.2, with the dark counts inside the mixture).
/// </remarks>
internal static class FirstHitLikelihood
{
    /// <summary>Number of parameters: x, y, z, t0.</summary>
    public const int Parameters = 4;

    /// <summary>Evaluates −ln L, and where asked its gradient and the information matrix Σ g·gᵀ of the single hits.</summary>
    /// <param name="hits">First hits.</param>
    /// <param name="times">Density of the light's arrival by distance.</param>
    /// <param name="flight">Time of flight.</param>
    /// <param name="dark">The dark counts among the photo-electrons.</param>
    /// <param name="point">x, y, z [mm] and t0 [ns], shape (4).</param>
    /// <param name="gradient">Receives d(−ln L)/d(point), shape (4).</param>
    /// <param name="information">Receives the information matrix, shape (4 × 4).</param>
    /// <returns>−ln L.</returns>
    public static double Evaluate(
        FirstHits hits,
        ArrivalTimes times,
        in FlightPath flight,
        in DarkCounts dark,
        ReadOnlySpan<double> point,
        Span<double> gradient,
        Span<double> information)
    {
        gradient.Clear();
        information.Clear();
        ReadOnlySpan<double> x = hits.X, y = hits.Y, z = hits.Z, time = hits.Time, multiplicity = hits.Multiplicity;
        var distanceBin = hits.DistanceBin;
        var light = 1 - dark.Fraction;
        var flat = dark.Fraction / dark.Length;
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var path = flight.Time(point[0], point[1], point[2], x[i], y[i], z[i], out var gx, out var gy, out var gz);
            var residual = time[i] - point[3] - path;
            times.At(distanceBin[i]).At(residual, out var f, out var slope, out var survival);
            var others = multiplicity[i] - 1;
            var density = (light * f) + flat;
            var derivative = light * slope / density;
            sum -= Math.Log(density);
            if (others > 0)
            {
                var later = (light * survival) + (dark.Fraction * dark.Later(residual));
                sum -= (others * Math.Log(later)) + Math.Log(others + 1);
                derivative -= others * density / later;
            }

            Accumulate(gradient, information, derivative * gx, derivative * gy, derivative * gz, derivative);
        }

        Mirror(information);
        return sum;
    }

    private static void Accumulate(Span<double> gradient, Span<double> information, double gx, double gy, double gz, double gt)
    {
        gradient[3] += gt;
        gradient[2] += gz;
        gradient[1] += gy;
        gradient[0] += gx;
        information[15] += gt * gt;
        information[14] += gt * gz;
        information[13] += gt * gy;
        information[12] += gt * gx;
        information[10] += gz * gz;
        information[9] += gz * gy;
        information[8] += gz * gx;
        information[5] += gy * gy;
        information[4] += gy * gx;
        information[0] += gx * gx;
    }

    private static void Mirror(Span<double> information)
    {
        for (var row = 0; row < Parameters; row++)
        {
            for (var column = row + 1; column < Parameters; column++)
            {
                information[(row * Parameters) + column] = information[(column * Parameters) + row];
            }
        }
    }
}
