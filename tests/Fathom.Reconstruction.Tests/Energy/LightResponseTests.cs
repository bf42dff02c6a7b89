using Fathom.Detector.Calibration;
using Fathom.Reconstruction.Energy;

namespace Fathom.Reconstruction.Tests.Energy;

public class LightResponseTests
{
    [Fact]
    public void At_the_centre_the_yield_is_that_of_the_description()
    {
        var response = new LightResponse(ToyDetector.Geometry, ToyDetector.Constants());
        Assert.Equal(1785, response.PePerMev(0, 0, 0), 1.0);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 9_000)]
    [InlineData(-9_000, 6_000, 3_000)]
    [InlineData(0, 16_000, 0)]
    public void The_integral_less_the_dead_channels_is_the_sum_over_the_good_ones(double x, double y, double z)
    {
        // A dark cap around +z, as a crate without high voltage would leave it
        var geometry = ToyDetector.Geometry;
        var constants = ToyDetector.Constants(i => geometry.Z[i] > 17_000 ? ChannelStatus.Dead : ChannelStatus.Good);
        var radius = Math.Sqrt((x * x) + (y * y) + (z * z));
        var sum = 0.0;
        for (var i = 0; i < geometry.PmtCount; i++)
        {
            if (constants.Status[i] == ChannelStatus.Good)
            {
                var along = ((x * geometry.X[i]) + (y * geometry.Y[i]) + (z * geometry.Z[i])) / (Math.Max(radius, 1) * geometry.PmtSphereRadius);
                sum += geometry.Of(geometry.Types[i]).DetectionEfficiency * constants.Light.At(radius, Math.Acos(Math.Clamp(along, -1, 1)));
            }
        }

        Assert.Equal(1, new LightResponse(geometry, constants).PePerMev(x, y, z) / sum, 0.003);
    }

    [Fact]
    public void The_radius_undoes_the_centroid()
    {
        var response = ToyDetector.Model.Light;
        for (var radius = 0.0; radius <= 17_500; radius += 250)
        {
            Assert.Equal(radius, response.Radius(response.Centroid(radius)), 1.0);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    [InlineData(16_000)]
    public void The_visible_energy_of_the_toy_is_its_energy_at_every_radius(double radius)
    {
        const int n = 10;
        var mean = 0.0;
        for (var i = 0; i < n; i++)
        {
            var hits = ToyEvents.Make((ulong)(50 + i), 5, 0, radius, 0);
            mean += VisibleEnergy.At(hits, ToyDetector.Model, 0, radius, 0).Energy / n;
        }

        // 5 MeV are 8,900 PE: ten events fix the mean to 0.4 %
        Assert.Equal(5, mean, 0.075);
    }

    [Fact]
    public void Dark_counts_alone_have_no_energy_on_average()
    {
        const int n = 20;
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            sum += VisibleEnergy.At(ToyEvents.Make((ulong)(70 + i), 0, 0, 0, 0), ToyDetector.Model, 0, 0, 0).Energy / n;
        }

        Assert.Equal(0, sum, 0.012);
    }
}
