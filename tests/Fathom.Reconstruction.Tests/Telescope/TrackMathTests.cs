using Fathom.Events.Telescope;
using Fathom.Reconstruction.Telescope;

namespace Fathom.Reconstruction.Tests.Telescope;

public sealed class TrackMathTests
{
    private static readonly MuonTrack AlongX = new(0, 0, 0, 1, 0, 0, 100);

    /// <summary>The formula of the release (src/cherenkov.py), written out another way: emission point, then photon path.</summary>
    [Theory]
    [InlineData(10, 20, 0)]
    [InlineData(-50, 3, 4)]
    [InlineData(100, 0, 120)]
    public void Arrival_is_the_muon_to_the_emission_point_and_the_photon_from_there(double x, double y, double z)
    {
        var theta = Math.Acos(1 / 1.3499);
        var rho = Math.Sqrt((y * y) + (z * z));
        var emission = x - (rho / Math.Tan(theta));
        var expected = 100 + (emission / CherenkovLight.SpeedOfLight)
            + (rho / Math.Sin(theta) * 1.3797 / CherenkovLight.SpeedOfLight);
        double[] residual = [0];
        ArrivalTimes.Residuals(AlongX, SyntheticTelescope.Light, [x], [y], [z], [expected], residual);
        Assert.Equal(0, residual[0], 1e-9);
    }

    [Fact]
    public void The_gradient_of_the_likelihood_is_that_of_finite_differences()
    {
        var telescope = new SyntheticTelescope(3);
        var track = telescope.Track();
        var hits = telescope.Hits(track, 5, 0.3, 50);
        var sample = new HitSample(hits, [.. Enumerable.Range(0, hits.Count)]);
        var density = new StudentDensity(2, 3, 20);
        var frame = new TrackFrame(track);
        var equations = new NormalEquations();
        equations.Sum(frame, SyntheticTelescope.Light, sample, density);
        var gradient = (double[])equations.Gradient.Clone();
        for (var parameter = 0; parameter < NormalEquations.Size; parameter++)
        {
            var step = new double[NormalEquations.Size];
            step[parameter] = 1e-6;
            equations.Sum(new TrackFrame(frame.Moved(step)), SyntheticTelescope.Light, sample, density);
            var above = equations.NegLog;
            step[parameter] = -1e-6;
            equations.Sum(new TrackFrame(frame.Moved(step)), SyntheticTelescope.Light, sample, density);
            var slope = (above - equations.NegLog) / 2e-6;
            Assert.Equal(-slope, gradient[parameter], 1e-4 * (1 + Math.Abs(slope)));
        }
    }

    [Fact]
    public void The_line_prefit_finds_hits_that_move_along_a_line()
    {
        var hits = new TelescopeHits(6);
        for (var i = 0; i < 6; i++)
        {
            (hits.X[i], hits.Y[i], hits.Z[i], hits.Time[i]) = (i * 0.6, 5, i * 0.8, i / 0.3);
        }

        var line = LinePrefit.Fit(new HitSample(hits, [0, 1, 2, 3, 4, 5]))!.Value;
        Assert.Equal((0.6, 0.0, 0.8), (line.DirectionX, line.DirectionY, line.DirectionZ), (a, b) =>
            Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-9);
        Assert.Null(LinePrefit.Fit(new HitSample(new TelescopeHits(4), [0, 1, 2, 3])));
    }

    [Fact]
    public void The_residual_density_is_smooth_where_its_halves_meet_and_falls_off_to_both_sides()
    {
        var density = new StudentDensity(2, 2, 20);
        Assert.Equal(density.NegLog(-1e-12), density.NegLog(1e-12), 1e-9);
        Assert.Equal(density.Slope(-1e-12), density.Slope(1e-12), 1e-9);
        Assert.True(density.NegLog(-10) > density.NegLog(10));
    }

    [Fact]
    public void Coincidences_need_distinct_PMTs_of_one_module()
    {
        var hits = new TelescopeHits(7);
        int[] dom = [1, 1, 1, 1, 2, 2, 2];
        byte[] channel = [0, 0, 0, 1, 4, 5, 6];
        double[] time = [0, 1, 2, 50, 5, 500, 505];
        for (var i = 0; i < 7; i++)
        {
            (hits.DomId[i], hits.Channel[i], hits.Time[i]) = (dom[i], channel[i], time[i]);
        }

        Assert.Equal([5], ModuleCoincidences.Find(hits, [0, 1, 2, 3, 4, 5, 6], 2, 20));
        Assert.Equal([0, 4], ModuleCoincidences.Find(hits, [0, 1, 2, 3, 4, 5, 6], 1, 20));
    }
}
