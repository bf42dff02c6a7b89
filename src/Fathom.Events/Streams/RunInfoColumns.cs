using Fathom.Detector.Calibration;
using Fathom.Events.Records;
using Fathom.Root;
using Fathom.Root.NTuple;

namespace Fathom.Events.Streams;

/// <summary>The stream RunInfo.</summary>
internal sealed class RunInfoColumns
{
    private readonly ScalarColumn<uint> _run, _section;
    private readonly ScalarColumn<long> _start, _livetime, _deadTime;
    private readonly ScalarColumn<uint> _events, _belowThreshold;
    private readonly ScalarColumn<bool> _livetimeKnown;
    private readonly VectorColumn<ushort> _badChannel;
    private readonly VectorColumn<byte> _badStatus;
    private readonly NTupleWriter _writer;

    internal RunInfoColumns(RootFileWriter file)
    {
        var model = new NTupleModel(StreamNames.RunInfo, "Sections with livetime, dead time and channel status");
        _run = model.AddScalar<uint>("run", "Run");
        _section = model.AddScalar<uint>("section", "Section within the run");
        _start = model.AddScalar<long>("startTimeNs", "Begin of the section, UTC [ns since 1970-01-01]");
        _livetime = model.AddScalar<long>("livetimeNs", "Livetime [ns]");
        _deadTime = model.AddScalar<long>("deadTimeNs", "Dead time [ns]");
        _events = model.AddScalar<uint>("eventsWritten", "Events that the data acquisition wrote");
        _belowThreshold = model.AddScalar<uint>("belowThreshold", "Simulated interactions that did not trigger");
        _livetimeKnown = model.AddScalar<bool>("livetimeKnown", "False where the end-of-section record was lost");
        _badChannel = model.AddVector<ushort>("badChannel", "Channels that did not work");
        _badStatus = model.AddVector<byte>("badStatus", "Their status: 1 dead, 2 noisy");
        _writer = file.AddNTuple(model);
    }

    internal void Append(SectionInfo section)
    {
        (_run.Value, _section.Value, _start.Value) = (section.Run, section.Section, section.StartTimeNs);
        (_livetime.Value, _deadTime.Value) = (section.LivetimeNs, section.DeadTimeNs);
        (_events.Value, _belowThreshold.Value) = (section.EventsWritten, section.BelowThreshold);
        _livetimeKnown.Value = section.LivetimeKnown;
        _badChannel.Set([.. section.BadChannels.Select(b => b.Channel)]);
        _badStatus.Set([.. section.BadChannels.Select(b => (byte)b.Status)]);
        _writer.Fill();
    }

    internal static SectionInfo[] Read(NTupleReader reader)
    {
        uint[] Counts(string field) => reader.ReadScalars<uint>(field);
        long[] Times(string field) => reader.ReadScalars<long>(field);

        uint[] run = Counts("run"), section = Counts("section"), events = Counts("eventsWritten"), below = Counts("belowThreshold");
        long[] start = Times("startTimeNs"), livetime = Times("livetimeNs"), deadTime = Times("deadTimeNs");
        var known = reader.ReadScalars<bool>("livetimeKnown");
        var channels = reader.ReadVectors<ushort>("badChannel");
        var statuses = reader.ReadVectors<byte>("badStatus");
        var sections = new SectionInfo[run.Length];
        for (var i = 0; i < sections.Length; i++)
        {
            sections[i] = new SectionInfo(run[i], section[i], start[i], livetime[i], deadTime[i], events[i], below[i], known[i],
                BadChannels(channels[i], statuses[i]));
        }

        return sections;
    }

    private static BadChannel[] BadChannels(ReadOnlySpan<ushort> channels, ReadOnlySpan<byte> statuses)
    {
        var bad = new BadChannel[Math.Min(channels.Length, statuses.Length)];
        for (var i = 0; i < bad.Length; i++)
        {
            bad[i] = new BadChannel(channels[i], (ChannelStatus)statuses[i]);
        }

        return bad;
    }
}
