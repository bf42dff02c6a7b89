using Fathom.Detector.Geometry;
using Fathom.Reconstruction.Timing;

namespace Fathom.Reconstruction.Tests.Timing;

public class ArrivalTimesTests
{
    [Fact]
    public void From_the_centre_the_unscattered_share_is_that_of_the_scattering_length()
    {
        var geometry = ToyDetector.Geometry;
        var delays = ScatteredLight.Trace(geometry, ToyDetector.Model.Flight, 40_000);
        double direct = 0, all = 0;
        for (var bin = 0; bin < DelayHistogram.Distances; bin++)
        {
            direct += delays.Row(bin)[0];
            foreach (var light in delays.Row(bin))
            {
                all += light;
            }
        }

        // Over the whole target the mean path to the wall is shorter than the radius: more stays direct than from the centre
        var centre = Math.Exp(-geometry.AcrylicOuterRadius / geometry.Description.Scintillator.RayleighLengthMm);
        Assert.InRange(direct / all, centre, 0.75);
    }

    [Fact]
    public void The_further_the_PMT_the_later_the_light()
    {
        var times = new ArrivalTimes(ToyDetector.Geometry, ToyDetector.Model.Flight, PmtType.Dynode);
        double Late(double distance)
        {
            times.At(times.Bin(distance)).At(15, out _, out _, out var survival);
            return survival;
        }

        Assert.True(Late(3_000) < Late(12_000));
        Assert.True(Late(12_000) < Late(20_000));
        Assert.True(Late(20_000) < Late(30_000));
    }

    [Fact]
    public void Made_twice_the_densities_are_the_same()
    {
        var one = new ArrivalTimes(ToyDetector.Geometry, ToyDetector.Model.Flight, PmtType.Dynode);
        var two = new ArrivalTimes(ToyDetector.Geometry, ToyDetector.Model.Flight, PmtType.Dynode);
        for (var t = -5.0; t < 100; t++)
        {
            one.At(7).At(t, out var first, out _, out _);
            two.At(7).At(t, out var second, out _, out _);
            Assert.Equal(first, second);
        }
    }
}
