using Fathom.Events.Telescope;
using Fathom.Events.Telescope.Json;
using Fathom.Reconstruction.Telescope;
using Xunit.Abstractions;

namespace Fathom.Reconstruction.Tests.Telescope;

public sealed class Km3230213ATests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_fit_of_the_real_event_is_within_half_a_degree_of_the_published_track(bool triggeredOnly)
    {
        if (RealData.Find("km3-230213a/KM3-230213A_allhits.json.gz", output) is not { } path)
        {
            return;
        }

        var read = TelescopeJsonReader.Read(path);
        var result = new TrackReconstruction(
            SyntheticTelescope.Light, new TrackReconstructionOptions { TriggeredOnly = triggeredOnly }).Reconstruct(read.Hits);
        var published = new MuonTrack(0, 0, 0, 0.98647, 0.16356, -0.01110, 0);
        var angle = result.Fit.Track.AngleToDegrees(published);
        output.WriteLine($"{angle:F4} deg, error {result.Fit.AngularErrorDegrees:F4} deg, {result.Fit}");
        Assert.Equal(TrackFitStatus.Converged, result.Fit.Status);
        Assert.InRange(angle, 0, 0.5);
        Assert.InRange(result.Fit.AngularErrorDegrees, 0.01, 0.5);
        Assert.InRange(result.Fit.HitsUsed, 1000, 4668);
        Assert.Equal(result.Fit.HitsUsed, result.Flags.Count(flags => flags.HasFlag(HitFlags.Used)));
    }
}
