using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;

namespace Fathom.Detector.Calibration;

/// <summary>Makes a believable set of constants from a seed: what the simulated detector really is.</summary>
/// <remarks>
/// Gain: nominal with a spread of 10 %; time offset: uniform within ±5 ns; dark rate: that of the type with a spread of
/// 20 %; one channel in 200 is dead. The same set serves as the simulation's truth and as a perfect calibration's tag.
/// </remarks>
public static class PlausibleConstants
{
    private const double GainSpread = 0.10;
    private const double OffsetLimitNs = 5;
    private const double DarkSpread = 0.20;
    private const double DeadFraction = 0.005;
    private const ulong Purpose = 0xCA11B;

    /// <summary>Constants for every channel of the detector; the light map is given, not drawn.</summary>
    public static CalibrationConstants Make(DetectorGeometry geometry, ulong seed, LightMap light)
    {
        var count = geometry.PmtCount;
        var (gain, offset, dark) = (new float[count], new float[count], new float[count]);
        var status = new ChannelStatus[count];
        for (var i = 0; i < count; i++)
        {
            var random = new SeededRandom(seed, Purpose, (ulong)i);
            gain[i] = (float)(geometry.Description.Readout.AdcCountsPerPe * Spread(random, GainSpread));
            offset[i] = (float)(OffsetLimitNs * ((2 * random.NextUniform()) - 1));
            dark[i] = (float)(geometry.Of(geometry.Types[i]).DarkRateHz * Spread(random, DarkSpread));
            status[i] = random.NextUniform() < DeadFraction ? ChannelStatus.Dead : ChannelStatus.Good;
        }

        return new CalibrationConstants(geometry.Name, gain, offset, dark, status, light);
    }

    // Cut at three standard deviations: no gain or rate is negative
    private static double Spread(SeededRandom random, double width) => 1 + (width * Math.Clamp(random.NextNormal(), -3, 3));
}
