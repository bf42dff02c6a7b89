using Fathom.Detector.Calibration;
using Fathom.Events.Hits;
using Fathom.Reconstruction.Calibration;

namespace Fathom.Reconstruction.Tests.Calibration;

public class HitCalibrationTests
{
    [Fact]
    public void Charge_is_divided_by_the_gain_and_the_offset_is_taken_off_the_time()
    {
        var constants = ToyDetector.Constants();
        var raw = new RawHitColumns();
        raw.Add(3, 1600, 412);
        var hits = new HitColumns();
        Assert.Equal(0, HitCalibration.Apply(raw, constants, 16, hits));
        Assert.Equal(412 / constants.Gain[3], hits.Charge[0]);
        Assert.Equal(100 - constants.TimeOffset[3], hits.Time[0]);
        Assert.Equal(3, hits.Channel[0]);
    }

    [Theory]
    [InlineData(ChannelStatus.Dead)]
    [InlineData(ChannelStatus.Noisy)]
    public void Hits_of_bad_channels_are_dropped_and_counted(ChannelStatus status)
    {
        var constants = ToyDetector.Constants(i => i == 5 ? status : ChannelStatus.Good);
        var raw = new RawHitColumns();
        raw.Add(4, 10, 100);
        raw.Add(5, 10, 100);
        raw.Add(6, 10, 100);
        var hits = new HitColumns();
        Assert.Equal(1, HitCalibration.Apply(raw, constants, 16, hits));
        Assert.Equal([(ushort)4, (ushort)6], hits.Channel.ToArray());
    }

    [Fact]
    public void A_channel_that_the_detector_does_not_have_is_named()
    {
        var raw = new RawHitColumns();
        raw.Add(60_000, 10, 100);
        var error = Assert.Throws<ChannelOutOfRangeException>(
            () => HitCalibration.Apply(raw, ToyDetector.Constants(), 16, new HitColumns()));
        Assert.Equal(60_000, error.Channel);
    }

    [Fact]
    public void Old_hits_do_not_stay()
    {
        var hits = new HitColumns();
        hits.Add(1, 2, 3);
        HitCalibration.Apply(new RawHitColumns(), ToyDetector.Constants(), 16, hits);
        Assert.Equal(0, hits.Count);
    }
}
