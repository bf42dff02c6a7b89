using Fathom.Detector.Randomness;

namespace Fathom.Simulation.Deposits;

/// <summary>Where a gamma leaves its energy: all of it at its first Compton scatter.</summary>
/// <remarks>
/// The total Klein–Nishina cross-section (Z. Phys. 52 (1929) 853) times the electron density. In an
/// organic liquid Compton scattering is nearly all of the interaction from 0.1 to 4 MeV. The chain of later scatters is
/// left out: it spreads the light over some 10 cm more.
/// </remarks>
public static class GammaRange
{
    private const double ElectronMass = 0.51099895; // MeV, CODATA 2018
    private const double ClassicalRadius = 2.8179403e-12; // mm, CODATA 2018

    /// <summary>Mean free path [mm].</summary>
    /// <param name="energy">Energy of the gamma [MeV].</param>
    /// <param name="electronDensity">Electrons per mm³.</param>
    public static double MeanFreePath(double energy, double electronDensity)
    {
        var a = energy / ElectronMass;
        var log = Math.Log(1 + (2 * a));
        var first = (1 + a) / (a * a) * ((2 * (1 + a) / (1 + (2 * a))) - (log / a));
        var second = (log / (2 * a)) - ((1 + (3 * a)) / ((1 + (2 * a)) * (1 + (2 * a))));
        var crossSection = 2 * Math.PI * ClassicalRadius * ClassicalRadius * (first + second);
        return 1 / (crossSection * electronDensity);
    }

    /// <summary>The deposit of a gamma that starts at a place in a direction.</summary>
    public static Deposit Deposit(Point from, in Point direction, double energy, double delay, double electronDensity, SeededRandom random) =>
        new(from.Along(direction, MeanFreePath(energy, electronDensity) * random.NextExponential()), delay, energy);
}
