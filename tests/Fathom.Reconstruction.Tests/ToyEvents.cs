using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Events.Hits;

namespace Fathom.Reconstruction.Tests;

/// <summary>Point-like deposits in the toy detector: Poisson light on each PMT, exponential emission, spread, dark counts; no scattering.</summary>
internal static class ToyEvents
{
    public static HitColumns Make(
        ulong seed, double energy, double x, double y, double z, double t0 = 300, bool dark = true, Func<int, bool>? live = null)
    {
        var random = new SeededRandom(seed, 77);
        var geometry = ToyDetector.Geometry;
        var readout = geometry.Description.Readout;
        var hits = new HitColumns();
        var radius = Math.Sqrt((x * x) + (y * y) + (z * z));
        var times = new List<double>();
        for (var i = 0; i < geometry.PmtCount; i++)
        {
            var type = geometry.Of(geometry.Types[i]);
            var dot = ((x * geometry.X[i]) + (y * geometry.Y[i]) + (z * geometry.Z[i])) / (Math.Max(radius, 1e-9) * geometry.PmtSphereRadius);
            var mean = energy * type.DetectionEfficiency * ToyDetector.Light(radius, Math.Acos(Math.Clamp(dot, -1, 1)));
            times.Clear();
            var flight = ToyDetector.Model.Flight.Time(x, y, z, geometry.X[i], geometry.Y[i], geometry.Z[i]);
            for (var k = Poisson(random, mean); k > 0; k--)
            {
                times.Add(t0 + flight + Emission(random, geometry) + (type.TransitTimeSpreadNs * random.NextNormal()));
            }

            for (var k = dark ? Poisson(random, type.DarkRateHz * 1e-9 * readout.WindowNs) : 0; k > 0; k--)
            {
                times.Add(readout.WindowNs * random.NextUniform());
            }

            if (live?.Invoke(i) ?? true)
            {
                Digitise(hits, i, times, random, readout.PulseSeparationNs, readout.SinglePeWidth);
            }
        }

        return hits;
    }

    /// <summary>The same hits, every one moved in time.</summary>
    public static HitColumns Shifted(HitColumns hits, float shift)
    {
        var moved = new HitColumns();
        for (var i = 0; i < hits.Count; i++)
        {
            moved.Add(hits.Channel[i], hits.Time[i] + shift, hits.Charge[i]);
        }

        return moved;
    }

    private static void Digitise(HitColumns hits, int channel, List<double> times, SeededRandom random, double separation, double width)
    {
        times.Sort();
        for (var i = 0; i < times.Count;)
        {
            var charge = 0.0;
            var first = i;
            do
            {
                charge += Math.Max(0.1, 1 + (width * random.NextNormal()));
                i++;
            }
            while (i < times.Count && times[i] - times[i - 1] < separation);
            hits.Add((ushort)channel, (float)times[first], (float)charge);
        }
    }

    private static double Emission(SeededRandom random, DetectorGeometry geometry)
    {
        var scintillator = geometry.Description.Scintillator;
        var u = random.NextUniform();
        var component = 0;
        while (component < scintillator.DecayFractions.Length - 1 && u >= scintillator.DecayFractions[component])
        {
            u -= scintillator.DecayFractions[component++];
        }

        return scintillator.DecayTimesNs[component] * random.NextExponential();
    }

    private static int Poisson(SeededRandom random, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = -1;
        for (var product = 1.0; product > limit || count < 0; count++)
        {
            product *= 1 - random.NextUniform();
        }

        return count;
    }
}
