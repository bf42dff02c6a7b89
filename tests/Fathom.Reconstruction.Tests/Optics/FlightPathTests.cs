using Fathom.Detector.Randomness;
using Fathom.Reconstruction.Optics;

namespace Fathom.Reconstruction.Tests.Optics;

public class FlightPathTests
{
    private const double Inner = 1.5 / 299.792458;
    private const double Outer = 1.355 / 299.792458;
    private const double Wall = 17_820;
    private const double Sphere = 19_434;
    private static readonly FlightPath Flight = new(Wall, Inner, Outer);

    [Fact]
    public void From_the_centre_the_light_crosses_the_scintillator_and_then_the_water() =>
        Assert.Equal((Inner * Wall) + (Outer * (Sphere - Wall)), Flight.Time(0, 0, 0, 0, Sphere, 0), 9);

    [Fact]
    public void The_gradient_is_the_derivative_of_the_time()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 500; i++)
        {
            var (v, p) = (Point(random, 17_000), Point(random, Sphere));
            var scale = Sphere / Math.Sqrt((p[0] * p[0]) + (p[1] * p[1]) + (p[2] * p[2]));
            p = [p[0] * scale, p[1] * scale, p[2] * scale];
            var time = Flight.Time(v[0], v[1], v[2], p[0], p[1], p[2], out var gx, out var gy, out var gz);
            Assert.Equal(Flight.Time(v[0], v[1], v[2], p[0], p[1], p[2]), time, 9);
            double[] gradient = [gx, gy, gz];
            for (var k = 0; k < 3; k++)
            {
                double[] up = [.. v], down = [.. v];
                up[k] += 0.5;
                down[k] -= 0.5;
                var slope = Flight.Time(up[0], up[1], up[2], p[0], p[1], p[2]) - Flight.Time(down[0], down[1], down[2], p[0], p[1], p[2]);
                Assert.Equal(slope, gradient[k], 1e-7);
            }
        }
    }

    [Fact]
    public void In_one_medium_the_time_is_the_distance()
    {
        var same = new FlightPath(Wall, Inner, Inner);
        Assert.Equal(Inner * 5_000, same.Time(0, 3_000, 15_000, 0, 0, 19_000), 9);
    }

    private static double[] Point(SeededRandom random, double half) =>
        [half * 0.57 * ((2 * random.NextUniform()) - 1), half * 0.57 * ((2 * random.NextUniform()) - 1), half * 0.57 * ((2 * random.NextUniform()) - 1)];
}
