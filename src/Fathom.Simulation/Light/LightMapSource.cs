using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Light;

/// <summary>Measures the light map as calibration sources along the axis would.</summary>
public static class LightMapSource
{
    private const int RadiusNodes = 25;
    private const int AngleNodes = 91;
    private const int PhotonsPerNode = 100_000;
    private const ulong Purpose = 0x3A9;

    // A source exactly at the wall would shine through a vanishing cap of scintillator
    private const double OutermostPart = 0.9999;

    /// <summary>The light map of a detector: deterministic, some seconds of one core for one of 17,612 PMTs or less.</summary>
    public static LightMap Measure(DetectorGeometry geometry)
    {
        var values = new float[RadiusNodes * AngleNodes];
        for (var node = 0; node < RadiusNodes; node++)
        {
            var radius = Math.Min(node / (RadiusNodes - 1.0), OutermostPart) * geometry.TargetRadius;
            MeasureAt(geometry, radius, new SeededRandom(Purpose, (ulong)node), values.AsSpan(node * AngleNodes, AngleNodes));
        }

        return new LightMap(geometry.TargetRadius, RadiusNodes, AngleNodes, values);
    }

    private static void MeasureAt(DetectorGeometry geometry, double radius, SeededRandom random, Span<float> row)
    {
        var model = LightModel.Of(geometry);
        var absorption = geometry.Description.Scintillator.AbsorptionLengthMm;
        Span<double> light = stackalloc double[AngleNodes];
        var source = new Point(0, 0, radius);
        for (var i = 0; i < PhotonsPerNode; i++)
        {
            var path = model.Tracer.Trace(source, random);
            var angle = Math.Acos(Math.Clamp(path.End.Z / geometry.PmtSphereRadius, -1, 1));
            light[(int)Math.Round(angle / Math.PI * (AngleNodes - 1))] += Math.Exp(-path.InScintillator / absorption);
        }

        // A photocathode of radius ρ covers πρ² of the sphere; the ring of a node reaches half a step to either side
        var perPhoton = model.PhotonsPerMev / model.BestEfficiency / PhotonsPerNode;
        var cathode = geometry.Description.Pmts.PhotocathodeRadiusMm / geometry.PmtSphereRadius;
        for (var node = 0; node < AngleNodes; node++)
        {
            var step = Math.PI / (AngleNodes - 1);
            var low = Math.Max(0, (node - 0.5) * step);
            var high = Math.Min(Math.PI, (node + 0.5) * step);
            var ring = 2 * (Math.Cos(low) - Math.Cos(high));
            row[node] = (float)(perPhoton * light[node] * cathode * cathode / ring);
        }
    }
}
