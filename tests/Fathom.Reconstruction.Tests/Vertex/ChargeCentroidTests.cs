using Fathom.Detector.Calibration;
using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Reconstruction.Calibration;
using Fathom.Reconstruction.Vertex;

namespace Fathom.Reconstruction.Tests.Vertex;

public class ChargeCentroidTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(12_000)]
    [InlineData(16_000)]
    public void Many_events_average_to_the_true_place(double radius)
    {
        const int n = 12;
        double x = 0, y = 0, z = 0;
        for (var i = 0; i < n; i++)
        {
            var fit = Fit(ToyEvents.Make((ulong)(100 + i), 4, 0, 0.8 * radius, 0.6 * radius));
            Assert.Equal(VertexStatus.Converged, fit.Status);
            (x, y, z) = (x + (fit.X / n), y + (fit.Y / n), z + (fit.Z / n));
        }

        Assert.Equal(0, x, 150.0);
        Assert.Equal(0.8 * radius, y, 150.0);
        Assert.Equal(0.6 * radius, z, 150.0);
    }

    [Fact]
    public void A_dark_patch_of_the_detector_does_not_push_the_vertex_away()
    {
        // All tubes above 15 m are without high voltage, and the deposit lies below them
        bool Live(int i) => ToyDetector.Geometry.Z[i] < 15_000;
        var model = new DetectorModel(
            ToyDetector.Geometry, ToyDetector.Constants(i => Live(i) ? ChannelStatus.Good : ChannelStatus.Dead));
        var mean = 0.0;
        for (var i = 0; i < 8; i++)
        {
            var hits = ToyEvents.Make((ulong)(200 + i), 4, 0, 0, 8_000, live: Live);
            mean += new ChargeCentroid().Fit(hits, model, VertexFit.Without(VertexStatus.NotRun), new VertexWorkspace()).Z / 8;
        }

        Assert.Equal(8_000, mean, 400.0);
    }

    [Fact]
    public void Dark_counts_alone_give_no_vertex() =>
        Assert.Equal(VertexStatus.TooFewHits, Fit(ToyEvents.Make(7, 0, 0, 0, 0)).Status);

    [Fact]
    public void The_factor_lies_between_one_and_that_of_a_sphere_without_attenuation()
    {
        for (var radius = 1_000.0; radius < 17_000; radius += 1_000)
        {
            // 2r/3 without attenuation: a factor of 1.5; attenuation lowers it to about 1.4 (arXiv:2211.16768)
            Assert.InRange(radius / ToyDetector.Model.Light.Centroid(radius), 1.0, 1.5);
        }

        // The toy's attenuation is strong
        Assert.InRange(5_000 / ToyDetector.Model.Light.Centroid(5_000), 1.1, 1.4);
    }

    [Fact]
    public void No_hits_give_no_vertex() => Assert.Equal(VertexStatus.TooFewHits, Fit(new HitColumns()).Status);

    private static VertexFit Fit(HitColumns hits) =>
        new ChargeCentroid().Fit(hits, ToyDetector.Model, VertexFit.Without(VertexStatus.NotRun), new VertexWorkspace());
}
