using System.Runtime.CompilerServices;
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

    // One logarithm for many hits; a density is at least 1e-7/ns, far from taking the product to 0
    private const double SmallestProduct = 1e-200;

    /// <summary>Evaluates −ln L, and where asked its gradient and the information matrix Σ g·gᵀ of the single hits.</summary>
    /// <param name="hits">First hits.</param>
    /// <param name="times">Density of the light's arrival by distance.</param>
    /// <param name="flight">Time of flight.</param>
    /// <param name="dark">The dark counts among the photo-electrons.</param>
    /// <param name="point">x, y, z [mm] and t0 [ns], shape (4).</param>
    /// <param name="gradient">Receives d(−ln L)/d(point), shape (4).</param>
    /// <param name="information">Receives the information matrix, shape (4 × 4).</param>
    /// <returns>−ln L.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Evaluate(
        FirstHits hits,
        ArrivalTimes times,
        in FlightPath flight,
        in DarkCounts dark,
        ReadOnlySpan<double> point,
        Span<double> gradient,
        Span<double> information)
    {
        ReadOnlySpan<double> x = hits.X, y = hits.Y, z = hits.Z, time = hits.Time, multiplicity = hits.Multiplicity;
        var distanceBin = hits.DistanceBin;
        double vx = point[0], vy = point[1], vz = point[2], start = point[3];
        var light = 1 - dark.Fraction;
        var flat = dark.Fraction / dark.Length;
        double sum = 0, product = 1;
        double sx = 0, sy = 0, sz = 0, st = 0;
        double xx = 0, xy = 0, xz = 0, xt = 0, yy = 0, yz = 0, yt = 0, zz = 0, zt = 0, tt = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var residual = time[i] - start - flight.Time(vx, vy, vz, x[i], y[i], z[i], out var gx, out var gy, out var gz);
            times.At(distanceBin[i]).At(residual, out var f, out var slope, out var survival);
            var others = multiplicity[i] - 1;
            var density = (light * f) + flat;
            var derivative = light * slope / density;
            product *= density;
            if (product < SmallestProduct)
            {
                sum -= Math.Log(product);
                product = 1;
            }

            if (others > 0)
            {
                var later = (light * survival) + (dark.Fraction * dark.Later(residual));
                sum -= (others * Math.Log(later)) + Math.Log(others + 1);
                derivative -= others * density / later;
            }

            gx *= derivative;
            gy *= derivative;
            gz *= derivative;
            (sx, sy, sz, st) = (sx + gx, sy + gy, sz + gz, st + derivative);
            (xx, xy, xz, xt) = (xx + (gx * gx), xy + (gx * gy), xz + (gx * gz), xt + (gx * derivative));
            (yy, yz, yt) = (yy + (gy * gy), yz + (gy * gz), yt + (gy * derivative));
            (zz, zt, tt) = (zz + (gz * gz), zt + (gz * derivative), tt + (derivative * derivative));
        }

        ((ReadOnlySpan<double>)[sx, sy, sz, st]).CopyTo(gradient);
        ((ReadOnlySpan<double>)[xx, xy, xz, xt, xy, yy, yz, yt, xz, yz, zz, zt, xt, yt, zt, tt]).CopyTo(information);
        return sum - Math.Log(product);
    }
}
