using Fathom.Detector.Randomness;

namespace Fathom.Detector.Tests;

public class SeededRandomTests
{
    [Fact]
    public void The_same_path_gives_the_same_numbers_whatever_was_drawn_elsewhere()
    {
        var first = new SeededRandom(1, 2, 3);
        var disturbed = new SeededRandom(9);
        disturbed.NextBits();
        var second = new SeededRandom(1, 2, 3);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(first.NextBits(), second.NextBits());
        }
    }

    [Fact]
    public void Paths_that_differ_in_one_word_its_place_or_their_length_give_different_numbers()
    {
        var firsts = new[]
        {
            new SeededRandom(), new SeededRandom(0), new SeededRandom(0, 0), new SeededRandom(1, 2), new SeededRandom(2, 1),
            new SeededRandom(3, 0), new SeededRandom(0, 3), new SeededRandom(1, 2, 0),
        }.Select(r => r.NextBits()).ToArray();
        Assert.Equal(firsts.Length, firsts.Distinct().Count());
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(4)]
    [InlineData(50)]
    [InlineData(4000)]
    public void Poisson_numbers_have_the_mean_and_the_variance_of_their_parameter(double mean)
    {
        var random = new SeededRandom(11);
        const int n = 40_000;
        var draws = Enumerable.Range(0, n).Select(_ => (double)random.NextPoisson(mean)).ToArray();
        var average = draws.Average();
        var variance = draws.Average(d => (d - average) * (d - average));
        Assert.Equal(mean, average, 5 * Math.Sqrt(mean / n));
        Assert.Equal(1, variance / mean, 0.05);
    }

    [Fact]
    public void Normal_uniform_and_exponential_numbers_have_their_moments()
    {
        var random = new SeededRandom(12);
        const int n = 100_000;
        double normal = 0, square = 0, uniform = 0, exponential = 0;
        for (var i = 0; i < n; i++)
        {
            var x = random.NextNormal();
            normal += x / n;
            square += x * x / n;
            uniform += random.NextUniform() / n;
            exponential += random.NextExponential() / n;
        }

        Assert.Equal(0, normal, 0.02);
        Assert.Equal(1, square, 0.03);
        Assert.Equal(0.5, uniform, 0.005);
        Assert.Equal(1, exponential, 0.02);
    }

    [Fact]
    public void Numbers_below_a_limit_take_every_value_about_equally_often()
    {
        var random = new SeededRandom(13);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextBelow(7)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 9_500, 10_500));
    }
}
