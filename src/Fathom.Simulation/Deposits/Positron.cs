using Fathom.Detector.Randomness;

namespace Fathom.Simulation.Deposits;

/// <summary>A positron: its kinetic energy where it starts, and two annihilation gammas back to back.</summary>
/// <remarks>The positron's own range (5 mm per MeV) and ortho-positronium are left out.</remarks>
public static class Positron
{
    /// <summary>Energy of each annihilation gamma [MeV].</summary>
    public const double AnnihilationEnergy = 0.51099895;

    /// <summary>The deposits of a positron.</summary>
    /// <param name="visibleEnergy">Kinetic energy plus both gammas [MeV], at least 1.022.</param>
    /// <exception cref="ArgumentOutOfRangeException">The visible energy is below that of the two gammas.</exception>
    public static Deposit[] Deposits(Point start, double visibleEnergy, double electronDensity, SeededRandom random)
    {
        var kinetic = visibleEnergy - (2 * AnnihilationEnergy);
        ArgumentOutOfRangeException.ThrowIfLessThan(kinetic, -1e-9, nameof(visibleEnergy));
        var direction = Point.Isotropic(random);
        var opposite = new Point(-direction.X, -direction.Y, -direction.Z);
        return
        [
            new Deposit(start, 0, Math.Max(0, kinetic)),
            GammaRange.Deposit(start, direction, AnnihilationEnergy, 0, electronDensity, random),
            GammaRange.Deposit(start, opposite, AnnihilationEnergy, 0, electronDensity, random),
        ];
    }
}
