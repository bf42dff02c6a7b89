using Fathom.Benchmarks;
using Xunit.Abstractions;

namespace Fathom.Compute.Tests.Steps;

/// <summary>A small version of the benchmark "resolution": fewer positrons, wider limits.</summary>
public sealed class ResolutionTests(ITestOutputHelper output) : IDisposable
{
    private readonly StepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(2, 10_000)]
    [InlineData(2, 16_000)]
    public void Positrons_come_out_with_their_energy_and_at_their_place(double kinetic, double radius)
    {
        var point = new ResolutionStudy(StepBench.Geometry, StepBench.Constants, _bench.Folder).Measure(kinetic, radius, 40);
        output.WriteLine(point.ToString());
        Assert.Equal(point.Simulated, point.Converged);

        // Forty events of 3 % fix the mean to 0.5 %; off the centre the map's grain adds to it
        Assert.InRange(point.EnergyBias, radius > 0 ? -0.03 : -0.02, radius > 0 ? 0.03 : 0.02);
        Assert.InRange(point.EnergyResolution, 0.005, 0.06);

        // The mean of forty has a standard error of about 20 mm
        Assert.InRange(point.Displacement, 0, 100);
        Assert.InRange(point.Distance68, 0, 250);
    }
}
