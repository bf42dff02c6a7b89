using Fathom.Detector.Description;

namespace Fathom.Simulation.Readout;

/// <summary>Fires when enough PMTs had a photo-electron within the last so many nanoseconds.</summary>
/// <remarks>Each photo-electron holds its PMT on for the trigger window; at every tick of the clock the PMTs that are on are counted.</remarks>
internal sealed class MultiplicityTrigger(TriggerDescription trigger, double low, double high)
{
    private readonly int _first = (int)Math.Floor(low / trigger.ClockNs);
    private readonly int[] _change = new int[(int)Math.Ceiling((high - low + trigger.WindowNs) / trigger.ClockNs) + 4];

    /// <summary>Time of the first firing at or after 0 and not after <paramref name="latest"/> [ns], a multiple of the clock; NaN where it does not fire.</summary>
    /// <param name="sorted">Photo-electrons, sorted.</param>
    internal double Fire(PhotoElectrons sorted, double latest)
    {
        Array.Clear(_change);
        var channel = -1;
        var off = 0;
        foreach (var key in sorted.Keys)
        {
            var time = sorted.Time(key);
            var from = Tick(time);
            var until = Tick(time + trigger.WindowNs);
            if (PhotoElectrons.Channel(key) != channel)
            {
                channel = PhotoElectrons.Channel(key);
                off = 0;
            }

            if (until > Math.Max(off, from))
            {
                _change[Math.Max(off, from)]++;
                _change[until]--;
                off = until;
            }
        }

        return FirstFiring(latest);
    }

    private double FirstFiring(double latest)
    {
        var on = 0;
        for (var tick = 0; tick < _change.Length; tick++)
        {
            on += _change[tick];
            var time = (_first + tick) * trigger.ClockNs;
            if (time > latest)
            {
                break;
            }

            if (time >= 0 && on >= trigger.Multiplicity)
            {
                return time;
            }
        }

        return double.NaN;
    }

    // The first tick of the clock at or after the time
    private int Tick(double time) => (int)Math.Ceiling(time / trigger.ClockNs) - _first;
}
