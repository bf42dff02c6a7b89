using Fathom.Detector.Calibration;
using Fathom.Detector.Randomness;
using Fathom.Events.Raw;
using Fathom.Events.Records;

namespace Fathom.Events.Tests;

/// <summary>Small RAW files for tests, and where their fragments begin.</summary>
internal static class RawSamples
{
    internal const uint Run = 10554;
    internal static readonly RawFileHeader Header = new("juno-like", Run, 2, 1_760_018_543_000_000_000);

    internal static readonly SectionInfo Section = new(Run, 2, Header.StartTimeNs, 59_999_000_000, 1_000_000, 0, 3, true,
        [new BadChannel(5, ChannelStatus.Dead), new BadChannel(17611, ChannelStatus.Noisy)]);

    internal static RawEvent Event(uint number, int hits)
    {
        var random = new SeededRandom(number, 77);
        var rawEvent = new RawEvent { Run = Run, EventNumber = number, TriggerTimeNs = Header.StartTimeNs + (1000 * number), TriggerWord = 1 };
        for (var i = 0; i < hits; i++)
        {
            rawEvent.Hits.Add((ushort)random.NextBelow(17612), (ushort)random.NextBelow(16128), (ushort)random.NextBelow(65536));
        }

        return rawEvent;
    }

    /// <summary>A file of events 0, 1, 2, … with 0, 3, 6, … hits; Starts holds the offset of every fragment and the length of the file.</summary>
    internal static (byte[] Bytes, long[] Starts) File(int events)
    {
        using var stream = new MemoryStream();
        using var writer = new RawFileWriter(stream, Header);
        var starts = new List<long>();
        for (uint i = 0; i < events; i++)
        {
            starts.Add(stream.Length);
            writer.Append(Event(i, (int)(3 * i)));
        }

        starts.Add(stream.Length);
        writer.Complete(Section);
        starts.Add(stream.Length);
        return (stream.ToArray(), [.. starts]);
    }

    internal static RawOutcome Read(byte[] bytes)
    {
        using var reader = new RawFileReader(new MemoryStream(bytes));
        var rawEvent = new RawEvent();
        var numbers = new List<uint>();
        while (reader.TryRead(rawEvent))
        {
            var expected = Event(rawEvent.EventNumber, rawEvent.Hits.Count);
            Assert.Equal(expected.TriggerTimeNs, rawEvent.TriggerTimeNs);
            Assert.True(expected.Hits.Channel.SequenceEqual(rawEvent.Hits.Channel));
            Assert.True(expected.Hits.Tdc.SequenceEqual(rawEvent.Hits.Tdc));
            Assert.True(expected.Hits.Adc.SequenceEqual(rawEvent.Hits.Adc));
            numbers.Add(rawEvent.EventNumber);
        }

        return new RawOutcome(numbers, [.. reader.Damage], reader.Section, reader.Header, reader.IsRaw);
    }
}

internal sealed record RawOutcome(List<uint> Events, RawDamage[] Damage, SectionInfo? Section, RawFileHeader? Header, bool IsRaw)
{
    internal long BytesLost => Damage.Sum(d => d.Length);
}
