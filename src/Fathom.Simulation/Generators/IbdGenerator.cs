using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Generators;

/// <summary>Inverse beta decay: a positron, and a neutron captured on hydrogen some 220 µs later nearby.</summary>
public static class IbdGenerator
{
    /// <summary>Energy of the capture gamma [MeV].</summary>
    public const double CaptureEnergy = 2.223;

    /// <summary>Mean time to the capture [ns].</summary>
    public const double CaptureTime = 220_000;

    /// <summary>Neutron drift until the capture, standard deviation along each axis [mm]; with the gamma's own range about 1 m holds nearly all.</summary>
    public const double DriftSpread = 80;

    /// <summary>The two interactions of a pair whose vertex is uniform in the target.</summary>
    /// <remarks>The 1.2 % of captures on carbon are left out. A neutron that leaves the target is not seen.</remarks>
    public static (Interaction Prompt, Interaction Delayed) Next(DetectorGeometry geometry, double timeNs, SeededRandom random)
    {
        var density = geometry.Description.Scintillator.ElectronDensityPerMm3;
        var vertex = Point.InBall(geometry.TargetRadius, random);
        var prompt = Positron.Deposits(vertex, ReactorSpectrum.NextVisibleEnergy(random), density, random);
        var capture = new Point(
            vertex.X + (DriftSpread * random.NextNormal()),
            vertex.Y + (DriftSpread * random.NextNormal()),
            vertex.Z + (DriftSpread * random.NextNormal()));
        var delay = CaptureTime * random.NextExponential();
        var gamma = GammaRange.Deposit(capture, Point.Isotropic(random), CaptureEnergy, 0, density, random);
        return (new Interaction(timeNs, prompt), new Interaction(timeNs + delay, [gamma]));
    }
}
