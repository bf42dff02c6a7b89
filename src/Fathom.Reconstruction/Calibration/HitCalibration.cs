using Fathom.Detector.Calibration;
using Fathom.Events.Hits;

namespace Fathom.Reconstruction.Calibration;

/// <summary>Raw hits to calibrated hits: gain, time offset, bad channels dropped.</summary>
public static class HitCalibration
{
    /// <summary>Calibrates the hits of one event.</summary>
    /// <param name="raw">TDC ticks and ADC counts.</param>
    /// <param name="constants">Constants of the run.</param>
    /// <param name="ticksPerNs">TDC ticks per nanosecond.</param>
    /// <param name="calibrated">Cleared and filled: charge = ADC/gain [PE], time = TDC/ticks − offset [ns].</param>
    /// <returns>Hits dropped because their channel is not good.</returns>
    /// <exception cref="ChannelOutOfRangeException">A hit is on a channel that the detector does not have.</exception>
    public static int Apply(RawHitColumns raw, CalibrationConstants constants, double ticksPerNs, HitColumns calibrated)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(constants);
        ArgumentNullException.ThrowIfNull(calibrated);
        ReadOnlySpan<ushort> channel = raw.Channel, tdc = raw.Tdc, adc = raw.Adc;
        calibrated.Clear();
        for (var i = 0; i < channel.Length; i++)
        {
            var pmt = channel[i];
            if (pmt >= constants.ChannelCount)
            {
                throw new ChannelOutOfRangeException(pmt, constants.ChannelCount);
            }

            if (constants.Status[pmt] == ChannelStatus.Good)
            {
                var time = (tdc[i] / ticksPerNs) - constants.TimeOffset[pmt];
                calibrated.Add(pmt, (float)time, adc[i] / constants.Gain[pmt]);
            }
        }

        return channel.Length - calibrated.Count;
    }
}
