using Fathom.Detector.Calibration;

namespace Fathom.Detector.Tests;

public class LightMapTests
{
    private static readonly LightMap Map = new(100, 3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(50, Math.PI / 2, 5)]
    [InlineData(100, Math.PI, 9)]
    [InlineData(25, Math.PI / 4, 3)]
    [InlineData(1000, 0, 7)]
    public void Values_are_those_of_the_nodes_and_linear_between(double radius, double angle, double expected) =>
        Assert.Equal(expected, Map.At(radius, angle), 1e-6);

    [Fact]
    public void A_map_whose_values_do_not_fill_its_nodes_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LightMap(100, 3, 3, [1, 2, 3]));
}
