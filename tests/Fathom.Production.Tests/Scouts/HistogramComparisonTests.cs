using System.Diagnostics.CodeAnalysis;
using Fathom.Production.Scouts;

namespace Fathom.Production.Tests.Scouts;

[SuppressMessage("Security", "CA5394", Justification = "Histograms are drawn from a seed.")]
public sealed class HistogramComparisonTests
{
    // Statistic from exact fractions; p from the closed form of an even number of degrees of freedom.
    [Fact]
    public void Chi_square_agrees_with_exact_arithmetic()
    {
        ComparisonResult result = HistogramComparison.ChiSquare([20, 35, 50, 30, 15], [45, 60, 98, 70, 27]);
        double expected = Exact([20, 35, 50, 30, 15], [45, 60, 98, 70, 27]);
        Assert.Equal(4, result.Freedom);
        Assert.Equal(expected, result.Statistic, 12);
        Assert.Equal(Math.Exp(-expected / 2) * (1 + (expected / 2)), result.PValue, 12);
    }

    // Tables: Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.8.
    [Theory]
    [InlineData(1, 3.84146, 0.05)]
    [InlineData(5, 11.0705, 0.05)]
    [InlineData(10, 23.2093, 0.01)]
    [InlineData(30, 59.7031, 0.001)]
    [InlineData(100, 118.498, 0.1)]
    public void The_incomplete_gamma_function_gives_the_tabulated_quantiles_of_chi_square(int freedom, double chiSquare, double p) =>
        Assert.Equal(p, SpecialFunctions.UpperGamma(freedom / 2.0, chiSquare / 2), p * 1e-4);

    // Smirnov, Ann. Math. Stat. 19 (1948) 279: the limiting distribution's quantiles.
    [Theory]
    [InlineData(1.2238, 0.10)]
    [InlineData(1.3581, 0.05)]
    [InlineData(1.6276, 0.01)]
    [InlineData(1.9495, 0.001)]
    public void The_Kolmogorov_distribution_has_its_tabulated_quantiles(double lambda, double p) =>
        Assert.Equal(p, SpecialFunctions.Kolmogorov(lambda), p * 1e-3);

    [Theory]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(1, 0)]
    [InlineData(10, 12.801827480081469)]
    [InlineData(30.5, 72.9534711841694)]
    public void The_logarithm_of_the_gamma_function_is_known_to_twelve_digits(double a, double expected) =>
        Assert.Equal(expected, SpecialFunctions.LogGamma(a), 11);

    [Fact]
    public void Histograms_of_one_distribution_pass_as_often_as_the_threshold_says_and_shifted_ones_never()
    {
        var random = new Random(7);
        int low = 0, caught = 0;
        const int Trials = 1000;
        for (int trial = 0; trial < Trials; trial++)
        {
            long[] scouts = Draw(random, 1000, 0), before = Draw(random, 20_000, 0), shifted = Draw(random, 1000, 4);
            low += HistogramComparison.ChiSquare(scouts, before).PValue < 0.05 ? 1 : 0;
            caught += HistogramComparison.ChiSquare(shifted, before).PValue < 0.001 && HistogramComparison.KolmogorovSmirnov(shifted, before).PValue < 0.001 ? 1 : 0;
        }

        Assert.InRange(low / (double)Trials, 0.03, 0.07);
        Assert.Equal(Trials, caught);
    }

    [Fact]
    public void Equal_shapes_of_different_size_have_no_distance()
    {
        ComparisonResult chi = HistogramComparison.ChiSquare([10, 20, 30], [100, 200, 300]);
        ComparisonResult distance = HistogramComparison.KolmogorovSmirnov([10, 20, 30], [100, 200, 300]);
        Assert.Equal((0, 1), (chi.Statistic, chi.PValue));
        Assert.Equal((0, 1), (distance.Statistic, distance.PValue));
    }

    [Fact]
    public void Bins_with_few_entries_are_merged_with_their_neighbours()
    {
        Assert.Equal(1, HistogramComparison.ChiSquare([3, 3, 3, 3, 1, 0], [3, 3, 3, 3, 1, 0]).Freedom);
        Assert.Equal(0, HistogramComparison.ChiSquare([1, 1], [1, 0]).Freedom);
    }

    [Fact]
    public void Histograms_of_different_shape_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => HistogramComparison.ChiSquare([1, 2], [1, 2, 3]));

    private static double Exact(long[] first, long[] second)
    {
        double n = first.Sum(), m = second.Sum();
        return first.Zip(second, (a, b) => ((m * a) - (n * b)) * ((m * a) - (n * b)) / (a + b)).Sum() / (n * m);
    }

    private static long[] Draw(Random random, int entries, double shift)
    {
        long[] bins = new long[30];
        for (int i = 0; i < entries; i++)
        {
            double sum = shift;
            for (int j = 0; j < 6; j++)
            {
                sum += random.NextDouble() * 4;
            }

            bins[Math.Min(29, (int)sum)]++;
        }

        return bins;
    }
}
