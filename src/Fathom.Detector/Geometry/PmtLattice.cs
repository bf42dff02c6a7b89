using Fathom.Detector.Description;

namespace Fathom.Detector.Geometry;

/// <summary>The rule that gives each channel its place and type.</summary>
/// <remarks>
/// Rings of equal height in zenith, as many as make the distance along a ring equal to that between rings: K = √(πN)/2,
/// rounded. A ring holds its share of the sphere's area, rounded so that the sum is N; odd rings are turned by half a step.
/// Channels count from the north pole down, ring by ring. With 17,612 tubes of 20 inch none overlap beyond
/// the first three rings at each pole, where few share a ring. Channel i is a dynode tube when ⌊(i + 1)·D/N⌋ exceeds
/// ⌊i·D/N⌋, which spreads the D dynode tubes evenly.
/// </remarks>
public static class PmtLattice
{
    /// <summary>Fills the coordinates of the channels [mm]; the columns have equal length.</summary>
    public static void Place(double sphereRadiusMm, Span<double> x, Span<double> y, Span<double> z)
    {
        var count = x.Length;
        var rings = Math.Max(1, (int)Math.Round(Math.Sqrt(Math.PI * count) / 2));
        var first = 0;
        for (var ring = 0; ring < rings; ring++)
        {
            var share = (1 - Math.Cos((ring + 1) * Math.PI / rings)) / 2;
            var end = (int)Math.Round(count * share);
            var (sine, cosine) = Math.SinCos((ring + 0.5) * Math.PI / rings);
            for (var i = first; i < end; i++)
            {
                var azimuth = 2 * Math.PI * (i - first + (0.5 * (ring % 2))) / (end - first);
                x[i] = sphereRadiusMm * sine * Math.Cos(azimuth);
                y[i] = sphereRadiusMm * sine * Math.Sin(azimuth);
                z[i] = sphereRadiusMm * cosine;
            }

            first = end;
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
