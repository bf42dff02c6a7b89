using Fathom.Events.Hits;
using Fathom.Events.Records;
using Fathom.Reconstruction.Classification;

namespace Fathom.Reconstruction.Tests.Classification;

public class OnlineEventClassifierTests
{
    private static readonly OecOptions Options = new();

    [Theory]
    [InlineData(-0.05, OecClass.DarkNoise)]
    [InlineData(0.099, OecClass.DarkNoise)]
    [InlineData(0.1, OecClass.LowEnergy)]
    [InlineData(0.59, OecClass.LowEnergy)]
    [InlineData(0.6, OecClass.PointLike)]
    [InlineData(2.2, OecClass.PointLike)]
    [InlineData(15, OecClass.PointLike)]
    [InlineData(15.1, OecClass.HighEnergy)]
    [InlineData(199, OecClass.HighEnergy)]
    [InlineData(200, OecClass.Muon)]
    [InlineData(1e6, OecClass.Muon)]
    [InlineData(double.NaN, OecClass.Unclassified)]
    public void Each_energy_has_its_class(double energy, OecClass expected) =>
        Assert.Equal(expected, OnlineEventClassifier.ClassOf(energy, Options));

    [Fact]
    public void More_energy_never_gives_a_lower_class()
    {
        var last = OecClass.Unclassified;
        for (var energy = -1.0; energy < 300; energy += 0.05)
        {
            var next = OnlineEventClassifier.ClassOf(energy, Options);
            Assert.True(next >= last);
            last = next;
        }
    }

    [Fact]
    public void The_dark_charge_of_the_window_is_taken_off_and_the_record_keeps_the_whole_charge()
    {
        var hits = new RawHitColumns();
        for (ushort i = 0; i < 1500; i++)
        {
            hits.Add(i, 0, 100);
        }

        var record = OnlineEventClassifier.Classify(hits, 100, 480, Options);
        Assert.Equal(OecClass.LowEnergy, record.Class);
        Assert.Equal(1500, record.HitCount);
        Assert.Equal(1500, record.TotalCharge, 9);
        Assert.Equal(OecClass.PointLike, OnlineEventClassifier.Classify(hits, 100, 0, Options).Class);
        Assert.Equal(OecClass.DarkNoise, OnlineEventClassifier.Classify(hits, 100, 1450, Options).Class);
    }

    [Fact]
    public void The_nominal_dark_charge_is_rate_times_window() =>
        Assert.Equal(
            ((5000 * 17e3) + (12612 * 31e3)) * 1008e-9, OnlineEventClassifier.NominalDarkCharge(ToyDetector.Geometry), 1e-6);
}
