using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Reconstruction.Optics;

namespace Fathom.Reconstruction.Timing;

/// <summary>
/// The delay of Rayleigh-scattered light: photons followed from deposits spread over the target to the sphere of PMTs,
/// with the lengths of the detector's description. About half of the light from the centre is scattered once or more.
/// </summary>
/// <remarks>Scattering angle 3/8·(1 + cos²θ); straight through the wall. The sequence is fixed: equal detectors, equal result.</remarks>
internal static class ScatteredLight
{
    private const ulong Seed = 0x5CA77E12;
    private const ulong Purpose = 0xDE1A;
    private const double OutermostSource = 0.97;
    private const int MaximumScatterings = 12;

    /// <summary>Follows so many photons.</summary>
    public static DelayHistogram Trace(DetectorGeometry geometry, in FlightPath flight, int photons)
    {
        var histogram = new DelayHistogram(geometry.TargetRadius + geometry.PmtSphereRadius);
        var random = new SeededRandom(Seed, Purpose, 0);
        for (var i = 0; i < photons; i++)
        {
            // Uniform in the volume by a stratified radius: the near and the far side of the detector fill alike
            var source = OutermostSource * geometry.TargetRadius * Math.Cbrt((i + 0.5) / photons);
            Follow(geometry, flight, random, source, histogram);
        }

        return histogram;
    }

    private static void Follow(
        DetectorGeometry geometry, in FlightPath flight, SeededRandom random, double source, DelayHistogram histogram)
    {
        var scintillator = geometry.Description.Scintillator;
        Span<double> at = [0, 0, source];
        Span<double> direction = stackalloc double[3];
        Isotropic(random, direction);
        double path = 0, time = 0;
        var scatterings = 0;
        while (true)
        {
            var exit = ToSphere(at, direction, geometry.AcrylicOuterRadius);
            var free = -scintillator.RayleighLengthMm * Math.Log(1 - random.NextUniform());
            if (free >= exit || scatterings == MaximumScatterings)
            {
                path += exit;
                break;
            }

            path += free;
            time += free * flight.Inner;
            Move(at, direction, free);
            Scatter(random, direction);
            scatterings++;
        }

        var last = ToSphere(at, direction, geometry.PmtSphereRadius);
        var weight = Math.Exp(-path / scintillator.AbsorptionLengthMm);
        double ax = at[0], ay = at[1], az = at[2];
        Move(at, direction, last);
        time += flight.Time(ax, ay, az, at[0], at[1], at[2]);
        var straight = flight.Time(0, 0, source, at[0], at[1], at[2]);
        var distance = Math.Sqrt((at[0] * at[0]) + (at[1] * at[1]) + ((at[2] - source) * (at[2] - source)));
        histogram.Add(distance, time - straight, scatterings > 0, weight);
    }

    private static double ToSphere(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, double radius)
    {
        var along = (at[0] * direction[0]) + (at[1] * direction[1]) + (at[2] * direction[2]);
        var inside = (radius * radius) - (at[0] * at[0]) - (at[1] * at[1]) - (at[2] * at[2]);
        return Math.Sqrt(Math.Max(0, (along * along) + inside)) - along;
    }

    private static void Move(Span<double> at, ReadOnlySpan<double> direction, double length)
    {
        for (var k = 0; k < 3; k++)
        {
            at[k] += length * direction[k];
        }
    }

    private static void Isotropic(SeededRandom random, Span<double> direction)
    {
        var z = (2 * random.NextUniform()) - 1;
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextUniform());
        var across = Math.Sqrt(1 - (z * z));
        (direction[0], direction[1], direction[2]) = (across * cos, across * sin, z);
    }

    // Rejection: a new isotropic direction is kept with probability (1 + cos²)/2
    private static void Scatter(SeededRandom random, Span<double> direction)
    {
        double x = direction[0], y = direction[1], z = direction[2];
        double cosine;
        do
        {
            Isotropic(random, direction);
            cosine = (x * direction[0]) + (y * direction[1]) + (z * direction[2]);
        }
        while (2 * random.NextUniform() > 1 + (cosine * cosine));
    }
}
