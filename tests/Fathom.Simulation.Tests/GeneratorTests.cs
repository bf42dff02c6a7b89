using Fathom.Detector.Randomness;
using Fathom.Simulation.Deposits;
using Fathom.Simulation.Generators;

namespace Fathom.Simulation.Tests;

public class GeneratorTests
{
    private const int Draws = 20_000;

    [Fact]
    public void The_prompt_spectrum_begins_at_the_annihilation_energy_and_peaks_near_3_MeV()
    {
        var random = new SeededRandom(1);
        var energies = Enumerable.Range(0, Draws).Select(_ => ReactorSpectrum.NextVisibleEnergy(random)).ToArray();
        Assert.All(energies, e => Assert.InRange(e, 1.0219, 9.3));
        var peak = energies.GroupBy(e => Math.Floor(e * 2)).MaxBy(g => g.Count())!.Key / 2;
        Assert.InRange(peak, 2.0, 3.5);
        Assert.InRange(energies.Average(), 3.0, 3.8);
    }

    [Fact]
    public void The_capture_follows_after_220_us_on_average_and_within_about_a_metre()
    {
        var random = new SeededRandom(2);
        var pairs = Enumerable.Range(0, Draws).Select(_ => IbdGenerator.Next(Detectors.Juno, 0, random)).ToArray();
        Assert.Equal(220_000, pairs.Average(p => p.Delayed.TimeNs), 5_000.0);
        var within = pairs.Count(p => Distance(p.Prompt.Deposits[0].Place, p.Delayed.Deposits[0].Place) < 1000);
        Assert.InRange(within / (double)Draws, 0.95, 1.0);
        Assert.All(pairs, p => Assert.Equal(2.223, p.Delayed.Deposits.Single().Energy));
    }

    [Fact]
    public void A_positron_leaves_all_of_its_visible_energy()
    {
        var random = new SeededRandom(3);
        Assert.Equal(4.5, Positron.Deposits(default, 4.5, 2.89e20, random).Sum(d => d.Energy), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => Positron.Deposits(default, 1.0, 2.89e20, random));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.511)]
    [InlineData(2.223)]
    public void The_range_of_a_gamma_is_that_of_the_differential_cross_section_integrated_over_all_angles(double energy)
    {
        const double radius2 = 2.8179403e-12 * 2.8179403e-12;
        const int steps = 20_000;
        var total = 0.0;
        for (var i = 0; i < steps; i++)
        {
            var cosine = -1 + ((i + 0.5) * 2 / steps);
            var ratio = 1 / (1 + (energy / 0.51099895 * (1 - cosine)));
            var differential = radius2 / 2 * ratio * ratio * (ratio + (1 / ratio) - 1 + (cosine * cosine));
            total += 2 * Math.PI * differential * 2 / steps;
        }

        Assert.Equal(1, GammaRange.MeanFreePath(energy, 2.89e20) * total * 2.89e20, 1e-6);
    }

    [Fact]
    public void Radioactivity_stays_within_its_energies_and_leans_to_the_edge()
    {
        var random = new SeededRandom(4);
        var deposits = Enumerable.Range(0, Draws).Select(_ => RadioactivityGenerator.Next(Detectors.Juno, 0, random).Deposits[0]).ToArray();
        Assert.All(deposits, d => Assert.InRange(d.Energy, 0.2, 2.615));
        Assert.All(deposits, d => Assert.True(d.Place.Radius <= 17_700));

        // Uniform would have 1 − (16/17.7)³ = 26 % beyond 16 m
        Assert.InRange(deposits.Count(d => d.Place.Radius > 16_000) / (double)Draws, 0.5, 0.75);
    }

    private static double Distance(Point a, Point b) => new Point(a.X - b.X, a.Y - b.Y, a.Z - b.Z).Radius;
}
