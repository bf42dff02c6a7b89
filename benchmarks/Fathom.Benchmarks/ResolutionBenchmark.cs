using System.Globalization;
using Fathom.Detector.Calibration;
using Fathom.Detector.Description;
using Fathom.Detector.Geometry;
using Fathom.Simulation.Light;

namespace Fathom.Benchmarks;

/// <summary>Visible energy and vertex of 1 to 8 MeV positrons in the ESD, at r = 0, 10 and 16 m.</summary>
/// <remarks>
/// Positrons of a kinetic energy; the visible energy is that plus 1.022 MeV. Biases and resolutions are printed as they are.
/// A mean displacement from so many events has itself a standard error of about √3·σ/√N: 12 mm for σ = 100 mm, N = 200.
/// </remarks>
internal static class ResolutionBenchmark
{
    private const int Positrons = 200;

    /// <summary>Runs it: some minutes.</summary>
    public static IEnumerable<Figure> Run()
    {
        var geometry = DetectorGeometry.From(DetectorDescription.Default);
        var constants = PlausibleConstants.Make(geometry, 26, LightMapSource.Measure(geometry));
        var folder = Directory.CreateTempSubdirectory("fathom-resolution-").FullName;
        try
        {
            var study = new ResolutionStudy(geometry, constants, folder);
            foreach (var radius in new[] { 0.0, 10_000, 16_000 })
            {
                foreach (var kinetic in new[] { 1.0, 2, 4, 8 })
                {
                    foreach (var figure in Figures(study.Measure(kinetic, radius, Positrons)))
                    {
                        yield return figure;
                    }
                }
            }

            yield return new Figure(
                "CPU of decode, reconstruct and compact, per 2 MeV event", study.CpuMilliseconds(2, 8_000, Positrons), "ms", 6);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Figure> Figures(ResolutionPoint point)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"e+ {point.Kinetic} MeV, r = {point.Radius / 1000} m: ");
        yield return new Figure(place + "|energy bias|", 100 * Math.Abs(point.EnergyBias), "%", point.Radius == 0 ? 2 : null);
        yield return new Figure(place + "energy bias", 100 * point.EnergyBias, "%");
        yield return new Figure(place + "energy resolution", 100 * point.EnergyResolution, "%");
        yield return new Figure(place + "vertex mean displacement", point.Displacement, "mm", 100);
        yield return new Figure(place + "vertex sigma per axis", point.AxisSigma, "mm");
        yield return new Figure(place + "vertex 68 % distance", point.Distance68, "mm");
        yield return new Figure(place + "charge centroid mean displacement", point.CentroidDisplacement, "mm");
        yield return new Figure(place + "charge centroid 68 % distance", point.CentroidDistance68, "mm");
        yield return new Figure(place + "converged", 100.0 * point.Converged / point.Simulated, "%", 99, Bound.AtLeast);
    }
}
