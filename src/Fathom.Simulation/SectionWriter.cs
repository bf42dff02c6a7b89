using Fathom.Detector.Calibration;
using Fathom.Detector.Geometry;
using Fathom.Detector.Randomness;
using Fathom.Events.Raw;
using Fathom.Events.Records;
using Fathom.Simulation.Deposits;

namespace Fathom.Simulation;

/// <summary>Reads out a timeline as the data acquisition would, and writes what triggers.</summary>
/// <remarks>
/// Interactions closer than a readout window share it: the later one's light counts only as far as it falls into the window of the
/// first. While a window is read out no other can begin: each event costs one window of dead time. The random numbers of a
/// window depend on seed, run, section and its place in the timeline alone.
/// </remarks>
internal sealed class SectionWriter(DetectorGeometry geometry, CalibrationConstants truth, ulong seed, RawFileHeader header)
{
    private const ulong WindowPurpose = 3;
    private readonly WindowSimulator _simulator = new(geometry, truth);
    private readonly List<Interaction> _window = [];
    private readonly RawEvent _event = new() { Run = header.Run, TriggerWord = TriggerWords.Multiplicity };

    internal SectionInfo Write(IReadOnlyList<Interaction> timeline, long durationNs, RawFileWriter writer)
    {
        uint belowThreshold = 0;
        for (var next = 0; next < timeline.Count;)
        {
            var first = next;
            var origin = Origin(timeline[first].TimeNs);
            next = FillWindow(timeline, first, origin);
            var random = new SeededRandom(seed, header.Run, header.Section, WindowPurpose, (ulong)first);
            var trigger = _simulator.Simulate(_window, random, _event.Hits);
            if (double.IsNaN(trigger))
            {
                belowThreshold += (uint)_window.Count;
                continue;
            }

            _event.EventNumber = writer.EventCount;
            _event.TriggerTimeNs = header.StartTimeNs + (long)(origin + trigger);
            writer.Append(_event);
        }

        var dead = (long)(writer.EventCount * geometry.Description.Readout.WindowNs);
        var section = new SectionInfo(header.Run, header.Section, header.StartTimeNs, durationNs - dead, dead,
            writer.EventCount, belowThreshold, true, BadChannels());
        writer.Complete(section);
        return section;
    }

    // The trigger clock ticks from the begin of the section on
    private double Origin(double timeNs)
    {
        var clock = geometry.Description.Trigger.ClockNs;
        return Math.Floor(timeNs / clock) * clock;
    }

    private int FillWindow(IReadOnlyList<Interaction> timeline, int first, double origin)
    {
        _window.Clear();
        var next = first;
        while (next < timeline.Count && timeline[next].TimeNs < timeline[first].TimeNs + geometry.Description.Readout.WindowNs)
        {
            _window.Add(timeline[next] with { TimeNs = timeline[next].TimeNs - origin });
            next++;
        }

        return next;
    }

    private BadChannel[] BadChannels()
    {
        var bad = new List<BadChannel>();
        for (var channel = 0; channel < truth.ChannelCount; channel++)
        {
            if (truth.Status[channel] != ChannelStatus.Good)
            {
                bad.Add(new BadChannel((ushort)channel, truth.Status[channel]));
            }
        }

        return [.. bad];
    }
}
