using Fathom.Reconstruction.Timing;

namespace Fathom.Reconstruction.Tests.Timing;

public class LightPulseTests
{
    private static readonly LightPulse Pulse = new([new(0.80, 4.93), new(0.17, 20.6), new(0.03, 190)], 1.3, 400);

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1.0, 0.15729920705028513)]
    [InlineData(3.0, 2.209049699858544e-5)]
    [InlineData(-1.0, 1.8427007929497148)]
    public void The_complementary_error_function_has_its_tabulated_values(double x, double expected) =>
        Assert.Equal(1, ErrorFunction.Complement(x) / expected, 6);

    [Fact]
    public void The_survival_falls_by_the_integral_of_the_density()
    {
        var integral = 0.0;
        for (var t = -9.0; t < 60; t += 0.01)
        {
            Pulse.At(t + 0.005, out var density, out _, out _);
            integral += 0.01 * density;
            Pulse.At(t + 0.01, out _, out _, out var survival);
            Assert.Equal(1 - integral, survival, 5e-4);
        }
    }

    [Fact]
    public void The_slope_is_the_derivative_of_the_density()
    {
        for (var t = -5.0; t < 100; t += LightPulse.Step)
        {
            Pulse.At(t - (2 * LightPulse.Step), out var before, out _, out _);
            Pulse.At(t + (2 * LightPulse.Step), out var after, out _, out _);
            Pulse.At(t, out _, out var slope, out _);
            Assert.Equal((after - before) / (4 * LightPulse.Step), slope, 2e-3);
        }
    }

    [Fact]
    public void The_mean_arrival_is_the_mean_emission()
    {
        // ∫ survival from the start of the table = mean − start; the slow component is cut at 400 ns
        var mean = Pulse.Start;
        for (var t = Pulse.Start; t < 398; t += 0.05)
        {
            Pulse.At(t + 0.025, out _, out _, out var survival);
            mean += 0.05 * survival;
        }

        var cut = 0.03 * 190 * Math.Exp(-398.0 / 190);
        Assert.Equal((0.80 * 4.93) + (0.17 * 20.6) + (0.03 * 190) - cut, mean, 0.05);
    }

    [Fact]
    public void Half_the_light_delayed_by_ten_is_half_the_density_ten_later()
    {
        var delayed = Pulse.Delayed([1, 1], [0, 10]);
        for (var t = -5.0; t < 100; t += 0.5)
        {
            Pulse.At(t, out var now, out _, out var survival);
            Pulse.At(t - 10, out var earlier, out _, out var survivalEarlier);
            delayed.At(t, out var density, out _, out var both);
            Assert.Equal(0.5 * (now + earlier), density, 9);
            Assert.Equal(0.5 * (survival + survivalEarlier), both, 9);
        }
    }

    [Fact]
    public void A_pulse_without_spread_or_components_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new LightPulse([], 1, 100));
        Assert.Throws<ArgumentException>(() => new LightPulse([new(1, 5)], 0, 100));
        Assert.Throws<ArgumentException>(() => new LightPulse([new(1, double.NaN)], 1, 100));
    }
}
