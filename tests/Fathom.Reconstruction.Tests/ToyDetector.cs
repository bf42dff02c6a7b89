using Fathom.Detector.Calibration;
using Fathom.Detector.Description;
using Fathom.Detector.Geometry;
using Fathom.Reconstruction.Calibration;

namespace Fathom.Reconstruction.Tests;

/// <summary>The detector that comes with Fathom, with constants whose light map is a formula: an independent truth.</summary>
internal static class ToyDetector
{
    public const double Attenuation = 30_000;
    private const int Radii = 60;
    private const int Angles = 361;

    public static DetectorGeometry Geometry { get; } = DetectorGeometry.From(DetectorDescription.Default);

    private static double Scale { get; } = MakeScale();

    public static LightMap Map { get; } = MakeMap();

    public static DetectorModel Model { get; } = new(Geometry, Constants());

    public static CalibrationConstants Constants(Func<int, ChannelStatus>? status = null)
    {
        var n = Geometry.PmtCount;
        var (gain, offset, dark, state) = (new float[n], new float[n], new float[n], new ChannelStatus[n]);
        for (var i = 0; i < n; i++)
        {
            gain[i] = 100 + (i % 7);
            offset[i] = (i % 11) - 5;
            dark[i] = (float)Geometry.Of(Geometry.Types[i]).DarkRateHz;
            state[i] = status?.Invoke(i) ?? ChannelStatus.Good;
        }

        return new CalibrationConstants(Geometry.Name, gain, offset, dark, state, Map);
    }

    /// <summary>Light per efficiency and MeV: cos α/d²·exp(−d/λ), scaled to the yield at the centre.</summary>
    public static double Light(double radius, double angle)
    {
        var r = Geometry.PmtSphereRadius;
        var d2 = (r * r) + (radius * radius) - (2 * r * radius * Math.Cos(angle));
        var d = Math.Sqrt(d2);
        var cosine = (r - (radius * Math.Cos(angle))) / d;
        return Scale * cosine / d2 * Math.Exp(-d / Attenuation);
    }

    private static double MakeScale()
    {
        var efficiency = 0.0;
        foreach (var type in Geometry.Types)
        {
            efficiency += Geometry.Of(type).DetectionEfficiency;
        }

        var r = Geometry.PmtSphereRadius;
        return Geometry.Description.Scintillator.PePerMevAtCentre / efficiency * r * r * Math.Exp(r / Attenuation);
    }

    private static LightMap MakeMap()
    {
        var values = new float[Radii * Angles];
        for (var i = 0; i < Radii; i++)
        {
            for (var k = 0; k < Angles; k++)
            {
                values[(i * Angles) + k] = (float)Light(i * Geometry.TargetRadius / (Radii - 1), k * Math.PI / (Angles - 1));
            }
        }

        return new LightMap(Geometry.TargetRadius, Radii, Angles, values);
    }
}
