using Fathom.Detector.Randomness;
using Fathom.Events.Hits;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation.Tests;

public class WindowSimulatorTests
{
    [Fact]
    public void Dark_noise_alone_does_not_trigger()
    {
        var simulator = new WindowSimulator(Detectors.Juno, Detectors.Plausible);
        for (ulong i = 0; i < 50; i++)
        {
            Assert.True(double.IsNaN(simulator.Simulate([], new SeededRandom(i), new RawHitColumns())));
        }
    }

    [Fact]
    public void One_MeV_always_triggers_and_50_keV_never_does()
    {
        var simulator = new WindowSimulator(Detectors.Juno, Detectors.Plausible);
        for (ulong i = 0; i < 20; i++)
        {
            var random = new SeededRandom(i, 1);
            var place = Point.InBall(17_000, random);
            Assert.False(double.IsNaN(simulator.Simulate(At(place, 1), random, new RawHitColumns())));
            Assert.True(double.IsNaN(simulator.Simulate(At(place, 0.05), random, new RawHitColumns())));
        }
    }

    [Fact]
    public void Charge_is_proportional_to_energy_and_dark_counts_add_their_rate_times_the_window()
    {
        const float rate = 25_000;
        var quiet = MeanCharge(0, 3);
        var noisy = MeanCharge(rate, 3);
        Assert.Equal(3 * 1785, quiet, 3 * 1785 * 0.02);
        Assert.Equal(17_612 * rate * 1008e-9, noisy - quiet, 40.0);
        Assert.Equal(2, MeanCharge(0, 6) / quiet, 0.04);
    }

    [Fact]
    public void Hits_are_ordered_lie_in_the_window_and_a_dead_channel_has_none()
    {
        var simulator = new WindowSimulator(Detectors.Juno, Detectors.Plausible);
        var hits = new RawHitColumns();
        simulator.Simulate(At(new Point(5000, 0, 0), 4), new SeededRandom(8), hits);
        for (var i = 0; i < hits.Count; i++)
        {
            Assert.InRange(hits.Tdc[i], 0, 1008 * 16);
            Assert.Equal(default, Detectors.Plausible.Status[hits.Channel[i]]);
            Assert.True(i == 0 || hits.Channel[i] > hits.Channel[i - 1]
                || (hits.Channel[i] == hits.Channel[i - 1] && hits.Tdc[i] > hits.Tdc[i - 1]));
        }
    }

    [Fact]
    public void The_trigger_is_a_tick_of_the_clock()
    {
        var simulator = new WindowSimulator(Detectors.Juno, Detectors.Plausible);
        var trigger = simulator.Simulate(At(default, 2), new SeededRandom(9), new RawHitColumns());
        Assert.Equal(0, trigger % 16);
        Assert.InRange(trigger, 90, 200);
    }

    private static double MeanCharge(float darkRate, double energy)
    {
        var simulator = new WindowSimulator(Detectors.Juno, Detectors.Ideal(darkRate));
        var hits = new RawHitColumns();
        var sum = 0.0;
        const int events = 20;
        for (ulong i = 0; i < events; i++)
        {
            simulator.Simulate(At(default, energy), new SeededRandom(i, (ulong)energy), hits);
            foreach (var adc in hits.Adc)
            {
                sum += adc / 100.0;
            }
        }

        return sum / events;
    }

    private static Interaction[] At(Point place, double energy) => [new Interaction(0, [new Deposit(place, 0, energy)])];
}
