using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Generators;

/// <summary>Single decays of natural radioactivity, 0.2 to 2.6 MeV.</summary>
/// <remarks>
/// A believable mixture, not a measurement: half are decays inside the scintillator, uniform, with energies that fall
/// exponentially (scale 0.5 MeV, 0.2 to 2.6 MeV); a quarter each are gammas of ⁴⁰K (1.461 MeV) and ²⁰⁸Tl (2.615 MeV; both
/// NNDC) that enter through the acrylic, radially, and stop after an exponential depth.
/// </remarks>
public static class RadioactivityGenerator
{
    private const double Lowest = 0.2;
    private const double Highest = 2.6;
    private const double Scale = 0.5;
    private const double Potassium = 1.461;
    private const double Thallium = 2.615;

    /// <summary>One decay.</summary>
    public static Interaction Next(DetectorGeometry geometry, double timeNs, SeededRandom random)
    {
        var kind = random.NextUniform();
        var deposit = kind < 0.5
            ? new Deposit(Point.InBall(geometry.TargetRadius, random), 0, NextInternalEnergy(random))
            : NextExternal(geometry, kind < 0.75 ? Potassium : Thallium, random);
        return new Interaction(timeNs, [deposit]);
    }

    private static double NextInternalEnergy(SeededRandom random)
    {
        var reach = 1 - Math.Exp(-(Highest - Lowest) / Scale);
        return Lowest - (Scale * Math.Log(1 - (reach * random.NextUniform())));
    }

    private static Deposit NextExternal(DetectorGeometry geometry, double energy, SeededRandom random)
    {
        var outward = Point.Isotropic(random);
        var depth = GammaRange.MeanFreePath(energy, geometry.Description.Scintillator.ElectronDensityPerMm3) * random.NextExponential();
        return new Deposit(default(Point).Along(outward, geometry.TargetRadius - depth), 0, energy);
    }
}
