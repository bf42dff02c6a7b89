using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Reconstruction.Vertex;
using Xunit.Abstractions;

namespace Fathom.Reconstruction.Tests.Vertex;

public class JVertexTests(ITestOutputHelper output)
{
    private static readonly JVertex Algorithm = new(new JVertexOptions());
    private static readonly ChargeCentroid Centroid = new();

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    [InlineData(16_000)]
    public void The_mean_vertex_of_two_MeV_is_where_the_deposit_was(double radius)
    {
        // Scattering is in the densities but not in the toy: what remains of its bias is covered by the tolerance
        const int n = 25;
        double x = 0, y = 0, z = 0, pull = 0;
        for (var i = 0; i < n; i++)
        {
            var fit = Fit(ToyEvents.Make((ulong)i, 2, 0.6 * radius, 0, -0.8 * radius));
            Assert.Equal(VertexStatus.Converged, fit.Status);
            var (dx, dy, dz) = (fit.X - (0.6 * radius), fit.Y, fit.Z + (0.8 * radius));
            (x, y, z) = (x + (dx / n), y + (dy / n), z + (dz / n));
            pull += ((dx * dx) + (dy * dy) + (dz * dz)) / (3 * fit.Error * fit.Error) / n;
        }

        var bias = Math.Sqrt((x * x) + (y * y) + (z * z));
        output.WriteLine($"r = {radius} mm: bias {bias:F1} mm, mean squared pull {pull:F2}");
        Assert.True(bias < 60, $"bias {bias:F1} mm");
        Assert.InRange(pull, 0.5, 2.0);
    }

    [Fact]
    public void Shifting_every_hit_in_time_shifts_the_fitted_t0_by_the_same_amount()
    {
        var hits = ToyEvents.Make(3, 2, 4_000, 5_000, -6_000);
        var fit = Fit(hits);
        var shifted = Fit(ToyEvents.Shifted(hits, 37.5f));
        Assert.Equal(fit.T0 + 37.5, shifted.T0, 0.05);
        Assert.Equal(fit.X, shifted.X, 5.0);
        Assert.Equal(fit.Y, shifted.Y, 5.0);
        Assert.Equal(fit.Z, shifted.Z, 5.0);
    }

    [Fact]
    public void Equal_hits_give_an_equal_vertex_whatever_the_workspace_saw_before()
    {
        var hits = ToyEvents.Make(5, 2, 100, 200, 300);
        var workspace = new VertexWorkspace();
        var first = Fit(hits, workspace);
        Fit(ToyEvents.Make(6, 6, -9_000, 0, 9_000), workspace);
        Assert.Equal(first, Fit(hits, workspace));
    }

    [Fact]
    public void The_order_of_the_hits_does_not_matter()
    {
        var hits = ToyEvents.Make(8, 2, 1_000, 2_000, 3_000);
        var reversed = new HitColumns();
        for (var i = hits.Count - 1; i >= 0; i--)
        {
            reversed.Add(hits.Channel[i], hits.Time[i], hits.Charge[i]);
        }

        var (a, b) = (Fit(hits), Fit(reversed));
        Assert.Equal(a.X, b.X, 0.5);
        Assert.Equal(a.Y, b.Y, 0.5);
        Assert.Equal(a.Z, b.Z, 0.5);
    }

    [Fact]
    public void More_light_gives_a_smaller_error()
    {
        var faint = Fit(ToyEvents.Make(9, 1, 0, 0, 8_000));
        var bright = Fit(ToyEvents.Make(9, 8, 0, 0, 8_000));
        Assert.True(bright.Error < 0.6 * faint.Error);
    }

    [Fact]
    public void A_bad_seed_across_the_detector_is_left_behind()
    {
        var hits = ToyEvents.Make(10, 3, 0, 0, 9_000);
        var seed = VertexFit.Without(VertexStatus.NotRun) with { Status = VertexStatus.Converged, Z = 5_000 };
        var fit = Algorithm.Fit(hits, ToyDetector.Model, seed, new VertexWorkspace());
        Assert.Equal(9_000, fit.Z, 300.0);
    }

    [Fact]
    public void Without_hits_there_is_no_vertex_and_no_exception()
    {
        var fit = Algorithm.Fit(new HitColumns(), ToyDetector.Model, VertexFit.Without(VertexStatus.NotRun), new VertexWorkspace());
        Assert.Equal(VertexStatus.TooFewHits, fit.Status);
        Assert.False(fit.HasPosition);
    }

    [Fact]
    public void Hits_on_MCP_tubes_alone_are_too_few_hits()
    {
        var hits = ToyEvents.Make(11, 2, 0, 0, 0, live: i => !ToyDetector.Model.IsDynode(i));
        Assert.Equal(VertexStatus.TooFewHits, Fit(hits).Status);
    }

    [Fact]
    public void The_gradient_of_the_likelihood_is_its_derivative()
    {
        var workspace = new VertexWorkspace();
        var hits = ToyEvents.Make(12, 6, 0, 0, 15_000);
        double[] point = [300, -200, 14_800, 301];
        var dark = new DarkCounts(0.05, -40, 160);
        FirstHitSelection.Fill(hits, ToyDetector.Model, dark, point, workspace);
        Span<double> gradient = new double[4], scratch = new double[4], information = new double[16];
        Value(workspace, dark, point, gradient, information);
        for (var k = 0; k < 4; k++)
        {
            var step = k == 3 ? 0.02 : 4.0;
            double[] up = [.. point], down = [.. point];
            up[k] += step;
            down[k] -= step;
            var slope = (Value(workspace, dark, up, scratch, information) - Value(workspace, dark, down, scratch, information)) / (2 * step);
            Assert.Equal(slope, gradient[k], Math.Max(0.02 * Math.Abs(slope), k == 3 ? 1 : 0.01));
        }
    }

    private static double Value(VertexWorkspace workspace, DarkCounts dark, double[] point, Span<double> gradient, Span<double> information) =>
        FirstHitLikelihood.Evaluate(
            workspace.First, ToyDetector.Model.DynodeTimes, ToyDetector.Model.Flight, dark, point, gradient, information);

    private static VertexFit Fit(HitColumns hits, VertexWorkspace? workspace = null)
    {
        workspace ??= new VertexWorkspace();
        var seed = Centroid.Fit(hits, ToyDetector.Model, VertexFit.Without(VertexStatus.NotRun), workspace);
        return Algorithm.Fit(hits, ToyDetector.Model, seed, workspace);
    }
}
