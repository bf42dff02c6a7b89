using Fathom.Root.Streamers.Custom;

namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>
/// KM3NeT's data acquisition classes that stream themselves (Jpp, namespace KM3NETDAQ; byte for byte after
/// km3net_online.root of KM3NeT/km3net-testdata). Given to a reader, its columns of them read, too.
/// </summary>
public static class DaqStreamers
{
    private const string Namespace = "KM3NETDAQ::";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClassStreamer> All { get; } =
    [
        new FrameHit(Namespace + "JDAQHit"),
        new ModuleHit("JDAQSnapshotHit"),
        new ModuleHit(Namespace + "JDAQSnapshotHit"),
        new ModuleHit(Namespace + "JDAQKeyHit"),
        new TriggeredHit("JDAQTriggeredHit"),
        new TriggeredHit(Namespace + "JDAQTriggeredHit"),
        new Preamble(),
        new SummaryFrame(),
    ];

    /// <summary>A hit within the frame of its module; time as the detector sends it, little-endian.</summary>
    private sealed class FrameHit(string name) : ClassStreamer(
        name, [StreamedMember.Number<byte>("pmt"), StreamedMember.Number<uint>("tdc"), StreamedMember.Number<byte>("tot")])
    {
        public override int FixedBytes => 6;

        public override void Read(StreamedObject source)
        {
            source.Set(0, source.Byte());
            source.Set(1, source.UInt32LittleEndian());
            source.Set(2, source.Byte());
        }
    }

    /// <summary>A hit with its module.</summary>
    private sealed class ModuleHit(string name) : ClassStreamer(
        name,
        [
            StreamedMember.Number<int>("dom_id"), StreamedMember.Number<byte>("channel_id"),
            StreamedMember.Number<uint>("tdc"), StreamedMember.Number<byte>("tot"),
        ])
    {
        public override int FixedBytes => 10;

        public override void Read(StreamedObject source)
        {
            source.Set(0, source.Int32());
            source.Set(1, source.Byte());
            source.Set(2, source.UInt32LittleEndian());
            source.Set(3, source.Byte());
        }
    }

    /// <summary>A hit with its module and, with byte count and version, the triggers that it took part in.</summary>
    private sealed class TriggeredHit(string name) : ClassStreamer(
        name,
        [
            StreamedMember.Number<int>("dom_id"), StreamedMember.Number<byte>("channel_id"),
            StreamedMember.Number<uint>("tdc"), StreamedMember.Number<byte>("tot"), StreamedMember.Number<ulong>("trigger_mask"),
        ])
    {
        public override int FixedBytes => 24;

        public override void Read(StreamedObject source)
        {
            source.Set(0, source.Int32());
            source.Set(1, source.Byte());
            source.Set(2, source.UInt32LittleEndian());
            source.Set(3, source.Byte());
            var version = source.Begin();
            source.Set(4, source.UInt64());
            source.End(version);
        }
    }

    /// <summary>Length and kind of a message of the data acquisition.</summary>
    private sealed class Preamble() : ClassStreamer(
        Namespace + "JDAQPreamble", [StreamedMember.Number<int>("length"), StreamedMember.Number<int>("type")])
    {
        public override int FixedBytes => 8;

        public override void Read(StreamedObject source)
        {
            source.Set(0, source.Int32());
            source.Set(1, source.Int32());
        }
    }

    /// <summary>Status of a module and the hit rates of its PMTs, each in one byte.</summary>
    private sealed class SummaryFrame() : ClassStreamer(
        Namespace + "JDAQSummaryFrame",
        [
            StreamedMember.Number<int>("dom_id"), StreamedMember.Number<uint>("daq"), StreamedMember.Number<uint>("status"),
            StreamedMember.Number<uint>("fifo"), StreamedMember.Number<uint>("status_3"), StreamedMember.Number<uint>("status_4"),
            StreamedMember.Numbers<byte>("rates"),
        ])
    {
        public override int FixedBytes => (6 * sizeof(int)) + DaqSummaryFrame.Channels;

        public override void Read(StreamedObject source)
        {
            source.Set(0, source.Int32());
            for (var member = 1; member < 6; member++)
            {
                source.Set(member, source.UInt32());
            }

            source.SetList(6, source.Bytes(DaqSummaryFrame.Channels));
        }
    }
}
