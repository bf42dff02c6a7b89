using Fathom.Detector.Calibration;
using Fathom.Detector.Description;
using Fathom.Detector.Randomness;
using Fathom.Events.Hits;

namespace Fathom.Simulation.Readout;

/// <summary>Photo-electrons of a window to times and charges in counts.</summary>
/// <remarks>
/// Photo-electrons of a channel that follow each other within the pulse separation are one hit at the time of the first with the sum of
/// their charges. Each charge is normal around 1 PE with the single photo-electron width, and never negative.
/// </remarks>
internal sealed class Digitizer(ReadoutDescription readout, CalibrationConstants truth)
{
    internal void Digitize(PhotoElectrons sorted, double windowStart, SeededRandom random, RawHitColumns hits)
    {
        hits.Clear();
        var keys = sorted.Keys;
        for (var i = 0; i < keys.Length;)
        {
            var channel = PhotoElectrons.Channel(keys[i]);
            var first = sorted.Time(keys[i]) - windowStart;
            var last = first;
            var charge = NextCharge(random);
            for (i++; i < keys.Length && PhotoElectrons.Channel(keys[i]) == channel; i++)
            {
                var time = sorted.Time(keys[i]) - windowStart;
                if (time - last > readout.PulseSeparationNs)
                {
                    break;
                }

                charge += NextCharge(random);
                last = time;
            }

            if (first >= 0 && first < readout.WindowNs && charge >= readout.HitThresholdPe)
            {
                hits.Add((ushort)channel, Counts(first * readout.TdcTicksPerNs), Counts(charge * truth.Gain[channel]));
            }
        }
    }

    private static ushort Counts(double value) => (ushort)Math.Clamp(Math.Round(value), 0, ushort.MaxValue);

    private double NextCharge(SeededRandom random) => Math.Max(0, 1 + (readout.SinglePeWidth * random.NextNormal()));
}
