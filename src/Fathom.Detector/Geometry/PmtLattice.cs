using Fathom.Detector.Description;

namespace Fathom.Detector.Geometry;

/// <summary>The rule that gives each channel its place and type.</summary>
/// <remarks>
/// Spherical Fibonacci lattice (Swinbank and Purser 2006, doi:10.1256/qj.05.227): channel i of N lies at
/// cos(zenith) = 1 − (2i + 1)/N and azimuth i·π(3 − √5), so that all have nearly the same area of sphere.
/// Channel i is a dynode tube when ⌊(i + 1)·D/N⌋ exceeds ⌊i·D/N⌋, which spreads the D dynode tubes evenly.
/// </remarks>
public static class PmtLattice
{
    private static readonly double GoldenAngle = Math.PI * (3 - Math.Sqrt(5));

    /// <summary>Fills the coordinates of the channels [mm]; the columns have equal length.</summary>
    public static void Place(double sphereRadiusMm, Span<double> x, Span<double> y, Span<double> z)
    {
        var count = x.Length;
        for (var i = 0; i < count; i++)
        {
            var cosine = 1 - ((2.0 * i) + 1) / count;
            var sine = Math.Sqrt(1 - (cosine * cosine));
            var (sin, cos) = Math.SinCos(i * GoldenAngle);
            x[i] = sphereRadiusMm * sine * cos;
            y[i] = sphereRadiusMm * sine * sin;
            z[i] = sphereRadiusMm * cosine;
        }
    }

    /// <summary>Fills the type of each channel.</summary>
    public static void Interleave(int dynodeCount, Span<PmtType> types)
    {
        long count = types.Length;
        for (var i = 0; i < types.Length; i++)
        {
            var dynode = (i + 1L) * dynodeCount / count > (long)i * dynodeCount / count;
            types[i] = dynode ? PmtType.Dynode : PmtType.Mcp;
        }
    }

    internal static (double[] X, double[] Y, double[] Z, PmtType[] Types) From(PmtArrayDescription pmts)
    {
        var (x, y, z) = (new double[pmts.Count], new double[pmts.Count], new double[pmts.Count]);
        var types = new PmtType[pmts.Count];
        Place(pmts.SphereRadiusMm, x, y, z);
        Interleave(pmts.DynodeCount, types);
        return (x, y, z, types);
    }
}
