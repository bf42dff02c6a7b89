using Fathom.Detector.Calibration;
using Fathom.Detector.Randomness;

namespace Fathom.Simulation.Readout;

/// <summary>Dark counts: each channel at its own rate, uniform in time.</summary>
internal sealed class DarkNoise(CalibrationConstants truth)
{
    private readonly double _highest = truth.DarkRate.Max();

    internal void Add(PhotoElectrons photoElectrons, SeededRandom random)
    {
        var span = photoElectrons.High - photoElectrons.Low;
        var trials = random.NextPoisson(_highest * truth.ChannelCount * span * 1e-9);
        for (var i = 0; i < trials; i++)
        {
            var channel = random.NextBelow(truth.ChannelCount);
            var accepted = random.NextUniform() * _highest < truth.DarkRate[channel];
            var time = photoElectrons.Low + (span * random.NextUniform());
            if (accepted && truth.Status[channel] != ChannelStatus.Dead)
            {
                photoElectrons.Add(channel, time);
            }
        }
    }
}
