using Fathom.Detector.Randomness;

namespace Fathom.Simulation.Generators;

/// <summary>Energies of antineutrinos that interact: reactor flux times cross-section, without oscillation.</summary>
/// <remarks>
/// Flux per fission exp(a + bE + cE²) of Vogel and Engel, Phys. Rev. D 39 (1989) 3378, table I as widely quoted, with typical fission fractions
/// (²³⁵U 0.58, ²³⁹Pu 0.30, ²³⁸U 0.07, ²⁴¹Pu 0.05); cross-section ∝ p·E of the positron, Vogel and Beacom,
/// Phys. Rev. D 60 (1999) 053003, lowest order.
/// </remarks>
public static class ReactorSpectrum
{
    /// <summary>Mass difference of neutron and proton [MeV].</summary>
    public const double NucleonDifference = 1.29333236;

    private const double ElectronMass = 0.51099895;
    private const double Threshold = NucleonDifference + ElectronMass;
    private const double Maximum = 10;
    private const int Steps = 2048;

    private static readonly (double Fraction, double A, double B, double C)[] Isotopes =
    [
        (0.58, 0.870, -0.160, -0.0910),
        (0.30, 0.896, -0.239, -0.0981),
        (0.07, 0.976, -0.162, -0.0790),
        (0.05, 0.793, -0.080, -0.1085),
    ];

    private static readonly double[] Cumulative = Integrate();

    /// <summary>Flux times cross-section at an antineutrino energy [MeV], in arbitrary units.</summary>
    public static double Density(double energy)
    {
        var positron = energy - NucleonDifference;
        if (positron <= ElectronMass)
        {
            return 0;
        }

        var flux = 0.0;
        foreach (var (fraction, a, b, c) in Isotopes)
        {
            flux += fraction * Math.Exp(a + (b * energy) + (c * energy * energy));
        }

        return flux * positron * Math.Sqrt((positron * positron) - (ElectronMass * ElectronMass));
    }

    /// <summary>Draws the visible energy of the positron [MeV]: E − 0.782, recoil of the neutron left out.</summary>
    public static double NextVisibleEnergy(SeededRandom random)
    {
        var wanted = random.NextUniform() * Cumulative[^1];
        var index = Array.BinarySearch(Cumulative, wanted);
        index = Math.Clamp(index < 0 ? ~index : index, 1, Steps);
        var part = (wanted - Cumulative[index - 1]) / (Cumulative[index] - Cumulative[index - 1]);
        var energy = Threshold + ((index - 1 + part) * (Maximum - Threshold) / Steps);
        return energy - NucleonDifference + ElectronMass;
    }

    private static double[] Integrate()
    {
        var sum = new double[Steps + 1];
        for (var i = 1; i <= Steps; i++)
        {
            sum[i] = sum[i - 1] + Density(Threshold + ((i - 0.5) * (Maximum - Threshold) / Steps));
        }

        return sum;
    }
}
