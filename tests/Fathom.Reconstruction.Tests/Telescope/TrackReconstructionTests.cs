using Fathom.Events.Telescope;
using Fathom.Reconstruction.Telescope;
using Xunit.Abstractions;

namespace Fathom.Reconstruction.Tests.Telescope;

public sealed class TrackReconstructionTests(ITestOutputHelper output)
{
    [Fact]
    public void Without_noise_the_track_is_found_exactly()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var telescope = new SyntheticTelescope(seed);
            var track = telescope.Track();
            var fit = Fit(telescope.Hits(track, 0, 0, 0)).Fit;
            Assert.Equal(TrackFitStatus.Converged, fit.Status);
            Assert.InRange(fit.Track.AngleToDegrees(track), 0, 1e-3);
        }
    }

    [Fact]
    public void Tracks_from_every_side_are_found_and_their_errors_are_honest()
    {
        var squaredPulls = new List<double>();
        for (var seed = 1; seed <= 24; seed++)
        {
            var telescope = new SyntheticTelescope(100 + seed);
            var track = telescope.Track();
            var fit = Fit(telescope.Hits(track, 3, 0.3, 300), triggeredOnly: false).Fit;
            Assert.Equal(TrackFitStatus.Converged, fit.Status);
            var angle = fit.Track.AngleToDegrees(track);
            Assert.InRange(angle, 0, 1);
            squaredPulls.Add(angle * angle / (fit.AngularErrorDegrees * fit.AngularErrorDegrees));
        }

        // The mean of angle²/β² is 1 for honest errors; its spread over 24 events is about 0.2, and late light biases a little.
        output.WriteLine($"mean squared pull {squaredPulls.Average():F2}");
        Assert.InRange(squaredPulls.Average(), 0.4, 2.2);
    }

    [Fact]
    public void Shifting_every_hit_in_time_shifts_the_fitted_time_by_the_same_amount()
    {
        var telescope = new SyntheticTelescope(7);
        var hits = telescope.Hits(telescope.Track(), 3, 0.3, 100);
        var before = Fit(hits).Fit;
        for (var i = 0; i < hits.Count; i++)
        {
            hits.Time[i] += 1234.5;
        }

        var after = Fit(hits).Fit;
        Assert.Equal(1234.5, after.Track.Time - before.Track.Time, 1e-3);
        Assert.InRange(after.Track.AngleToDegrees(before.Track), 0, 1e-4);
    }

    [Fact]
    public void Turning_the_detector_turns_the_track_with_it()
    {
        var telescope = new SyntheticTelescope(9);
        var hits = telescope.Hits(telescope.Track(), 3, 0.3, 100);
        var before = Fit(hits).Fit.Track;
        for (var i = 0; i < hits.Count; i++)
        {
            (hits.X[i], hits.Y[i]) = (-hits.Y[i], hits.X[i]);
        }

        var after = Fit(hits).Fit.Track;
        var turned = before with { DirectionX = -before.DirectionY, DirectionY = before.DirectionX };
        Assert.InRange(after.AngleToDegrees(turned), 0, 1e-3);
    }

    [Fact]
    public void The_order_of_the_hits_does_not_matter()
    {
        var telescope = new SyntheticTelescope(11);
        var hits = telescope.Hits(telescope.Track(), 3, 0.3, 200);
        var before = Fit(hits, triggeredOnly: false).Fit.Track;
        Array.Reverse(hits.DomId);
        Array.Reverse(hits.Channel);
        Array.Reverse(hits.X);
        Array.Reverse(hits.Y);
        Array.Reverse(hits.Z);
        Array.Reverse(hits.Time);
        Array.Reverse(hits.Triggered);
        Assert.InRange(Fit(hits, triggeredOnly: false).Fit.Track.AngleToDegrees(before), 0, 1e-6);
    }

    [Fact]
    public void Background_far_out_of_time_is_not_causal()
    {
        var telescope = new SyntheticTelescope(13);
        var hits = telescope.Hits(telescope.Track(), 3, 0, 400);
        var result = Fit(hits, triggeredOnly: false);
        var (light, background) = (0.0, 0.0);
        for (var i = 0; i < hits.Count; i++)
        {
            var causal = result.Flags[i].HasFlag(HitFlags.Causal) ? 1 : 0;
            light += hits.Triggered[i] ? causal : 0;
            background += hits.Triggered[i] ? 0 : causal;
        }

        Assert.InRange(light / hits.Triggered.Count(t => t), 0.95, 1);
        Assert.InRange(background / 400, 0, 0.4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Too_few_hits_are_a_value_and_not_a_failure(int count)
    {
        var result = Fit(new TelescopeHits(count), triggeredOnly: false);
        Assert.Equal(TrackFitStatus.TooFewHits, result.Fit.Status);
        Assert.All(result.Residual, residual => Assert.True(double.IsNaN(residual)));
    }

    [Fact]
    public void A_thousand_hits_at_one_place_and_time_are_no_track()
    {
        var hits = new TelescopeHits(1000);
        for (var i = 0; i < 1000; i++)
        {
            hits.DomId[i] = i / 31;
            hits.Channel[i] = (byte)(i % 31);
        }

        Assert.NotEqual(TrackFitStatus.Converged, Fit(hits, triggeredOnly: false).Fit.Status);
    }

    private static TrackReconstructionResult Fit(TelescopeHits hits, bool triggeredOnly = true) => new TrackReconstruction(
        SyntheticTelescope.Light, new TrackReconstructionOptions { TriggeredOnly = triggeredOnly }).Reconstruct(hits);
}
