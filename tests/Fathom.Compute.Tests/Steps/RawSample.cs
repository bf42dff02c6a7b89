using Fathom.Detector.Calibration;
using Fathom.Events.Raw;
using Fathom.Events.Records;

namespace Fathom.Compute.Tests.Steps;

/// <summary>A RAW file of a few small events, with the offset at which each fragment begins.</summary>
internal sealed record RawSample(byte[] Bytes, long[] Offsets)
{
    public const int Events = 6;
    public const long Livetime = 59_000_000_000;
    public static readonly long Start = new DateTimeOffset(2025, 10, 9, 14, 2, 23, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000_000;

    /// <summary>Makes it; the fragment after the last event is the end of the section.</summary>
    public static RawSample Make(Func<int, uint>? number = null, string detector = "juno-like", ushort strangeChannel = 0)
    {
        var stream = new MemoryStream();
        var offsets = new List<long>();
        using (var writer = new RawFileWriter(stream, new RawFileHeader(detector, 10554, 2, Start)))
        {
            var raw = new RawEvent { Run = 10554, TriggerWord = TriggerWords.Multiplicity };
            for (var i = 0; i < Events; i++)
            {
                raw.EventNumber = number?.Invoke(i) ?? (uint)i;
                raw.TriggerTimeNs = Start + (i * 1_000_000L);
                raw.Hits.Clear();
                for (ushort hit = 0; hit < 40; hit++)
                {
                    raw.Hits.Add((ushort)(100 * hit), (ushort)(1000 + i), (ushort)(90 + hit));
                }

                if (i == 3 && strangeChannel > 0)
                {
                    raw.Hits.Add(strangeChannel, 1, 1);
                }

                offsets.Add(stream.Position);
                writer.Append(raw);
            }

            offsets.Add(stream.Position);
            BadChannel[] bad = [new(7, ChannelStatus.Dead)];
            writer.Complete(new SectionInfo(10554, 2, Start, Livetime, 1_000_000_000, Events, 0, true, bad));
        }

        return new RawSample(stream.ToArray(), [.. offsets]);
    }
}
