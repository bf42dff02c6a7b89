using Fathom.Simulation.Light;

namespace Fathom.Simulation.Tests;

public class LightMapSourceTests
{
    [Fact]
    public void The_measured_map_summed_over_all_PMTs_gives_the_light_yield_at_the_centre_and_more_towards_the_edge()
    {
        var geometry = Detectors.Juno;
        var map = LightMapSource.Measure(geometry);

        double Total(double radius)
        {
            var sum = 0.0;
            for (var i = 0; i < geometry.PmtCount; i++)
            {
                var angle = Math.Acos(Math.Clamp(geometry.Z[i] / geometry.PmtSphereRadius, -1, 1));
                sum += geometry.Of(geometry.Types[i]).DetectionEfficiency * map.At(radius, angle);
            }

            return sum;
        }

        Assert.Equal(1785, Total(0), 1785 * 0.01);
        Assert.InRange(Total(12_000) / Total(0), 1.0, 1.3);
        Assert.True(map.At(15_000, 0) > map.At(15_000, Math.PI));
    }
}
