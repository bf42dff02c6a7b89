using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Light;

/// <summary>Rayleigh scattering of unpolarised light: cos θ has the density 3/8·(1 + cos²θ).</summary>
internal static class Rayleigh
{
    /// <summary>A new direction after a scatter.</summary>
    internal static Point Scatter(in Point direction, SeededRandom random)
    {
        // The cumulative density (c³ + 3c + 4)/8 = u is a cubic with one real root
        var t = (4 * random.NextUniform()) - 2;
        var root = Math.Cbrt(t + Math.Sqrt((t * t) + 1));
        var cosine = Math.Clamp(root - (1 / root), -1, 1);
        var sine = Math.Sqrt(1 - (cosine * cosine));
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextUniform());
        return Turn(direction, cosine, sine * cos, sine * sin);
    }

    // The frame (u, v, direction) of Duff et al., J. Comput. Graph. Tech. 6 (2017) 1: no branch near the poles
    private static Point Turn(in Point w, double along, double first, double second)
    {
        var sign = Math.CopySign(1, w.Z);
        var a = -1 / (sign + w.Z);
        var b = w.X * w.Y * a;
        return new Point(
            (first * (1 + (sign * w.X * w.X * a))) + (second * b) + (along * w.X),
            (first * sign * b) + (second * (sign + (w.Y * w.Y * a))) + (along * w.Y),
            (-first * sign * w.X) - (second * w.Y) + (along * w.Z));
    }
}
