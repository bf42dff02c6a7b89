using Fathom.Compute.Steps;
using Fathom.Events.Names;
using Fathom.Events.Tiers;

namespace Fathom.Compute.Tests.Steps;

public sealed class DecodeStepTests : IDisposable
{
    private static readonly string Lfn =
        new DataFileName(10554, 2, DateTimeOffset.FromUnixTimeMilliseconds(RawSample.Start / 1_000_000), DataTier.Raw).Lfn;

    private readonly StepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Every_event_and_the_section_reach_the_next_tier_unchanged()
    {
        var (result, output) = Decode(RawSample.Make().Bytes);
        Assert.Equal("", result.Remark);
        using var reader = RtrawReader.Open(output);
        var events = reader.Events().ToList();
        Assert.Equal(RawSample.Events, events.Count);
        Assert.Equal([0u, 1, 2, 3, 4, 5], events.Select(e => e.Trigger.EventNumber));
        Assert.Equal(RawSample.Livetime, Assert.Single(reader.Sections).LivetimeNs);
        Assert.Empty(reader.Damage);
    }

    [Fact]
    public void The_metadata_carry_what_the_catalogue_sums()
    {
        var metadata = Decode(RawSample.Make().Bytes).Result.Outputs[0].Metadata;
        Assert.Equal((long)RawSample.Events, metadata["events"]);
        Assert.Equal(RawSample.Livetime, metadata["livetimeNs"]);
        Assert.Equal(1_000_000_000L, metadata["deadTimeNs"]);
        Assert.Equal(1, metadata["badChannels"]);
        Assert.Empty((string[])metadata["damage"]);
    }

    [Fact]
    public void A_flipped_byte_costs_its_event_alone_and_file_and_offset_are_named()
    {
        var sample = RawSample.Make();
        sample.Bytes[sample.Offsets[2] + 90] ^= 0x10;
        Kept(sample.Bytes, [0, 1, 3, 4, 5], sample.Offsets[2]);
    }

    [Fact]
    public void Every_single_flipped_byte_leaves_at_least_five_events_and_no_wrong_one()
    {
        var sample = RawSample.Make();
        for (var at = 40; at < sample.Bytes.Length; at += 61)
        {
            var bytes = (byte[])sample.Bytes.Clone();
            bytes[at] ^= 0xFF;
            var (result, output) = Decode(bytes);
            Assert.NotEqual("", result.Remark);
            using var reader = RtrawReader.Open(output);
            var numbers = reader.Events().Select(e => e.Trigger.EventNumber).ToList();
            Assert.InRange(numbers.Count, RawSample.Events - 1, RawSample.Events);
            Assert.All(numbers, number => Assert.InRange(number, 0u, 5u));
        }
    }

    [Fact]
    public void A_huge_length_costs_its_event_alone()
    {
        var sample = RawSample.Make();
        for (var at = sample.Offsets[1]; at < sample.Offsets[1] + 24; at++)
        {
            var bytes = (byte[])sample.Bytes.Clone();
            bytes.AsSpan((int)at, 4).Fill(0xFF);
            var (result, output) = Decode(bytes);
            using var reader = RtrawReader.Open(output);
            Assert.Equal([0u, 2, 3, 4, 5], reader.Events().Select(e => e.Trigger.EventNumber));
            Assert.Contains($"offset {sample.Offsets[1]}", result.Remark, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_truncated_file_keeps_the_events_before_the_cut_and_says_that_the_livetime_is_unknown()
    {
        var sample = RawSample.Make();
        var result = Kept(sample.Bytes[..(int)(sample.Offsets[4] + 50)], [0, 1, 2, 3], sample.Offsets[4]);
        Assert.Equal(1, result.Outputs[0].Metadata["sectionsWithoutLivetime"]);
        Assert.Equal(0L, result.Outputs[0].Metadata["livetimeNs"]);
    }

    [Fact]
    public void A_duplicate_event_is_kept_once()
    {
        var sample = RawSample.Make(number: i => i == 4 ? 1u : (uint)i);
        Kept(sample.Bytes, [0, 1, 2, 3, 5], sample.Offsets[4]);
    }

    [Fact]
    public void Foreign_bytes_between_two_events_cost_no_event()
    {
        var sample = RawSample.Make();
        var at = (int)sample.Offsets[3];
        byte[] bytes = [.. sample.Bytes[..at], .. new byte[777], .. sample.Bytes[at..]];
        Kept(bytes, [0, 1, 2, 3, 4, 5], at);
    }

    [Fact]
    public void An_event_on_a_channel_that_the_detector_does_not_have_is_left_out_and_named()
    {
        var (result, output) = Decode(RawSample.Make(strangeChannel: 40_000).Bytes);
        using var reader = RtrawReader.Open(output);
        Assert.Equal([0u, 1, 2, 4, 5], reader.Events().Select(e => e.Trigger.EventNumber));
        Assert.Contains("channel 40000 in event 3", result.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_fails_with_its_cause()
    {
        var error = Assert.Throws<StepFailedException>(() => Decode([]));
        Assert.Equal("RawFileEmpty", error.Cause);
        Assert.Contains(Lfn, error.Message, StringComparison.Ordinal);
        Assert.Contains("offset 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_fails_with_its_cause()
    {
        var error = Assert.Throws<StepFailedException>(() => Decode("%PDF-1.7 and so on, for long enough to hold a header of any kind"u8.ToArray()));
        Assert.Equal("RawFileNotRaw", error.Cause);
        Assert.Contains("offset 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_before_its_first_whole_event_fails_and_leaves_no_output()
    {
        var sample = RawSample.Make();
        var error = Assert.Throws<StepFailedException>(() => Decode(sample.Bytes[..(int)(sample.Offsets[0] + 30)]));
        Assert.Equal("RawFileTruncated", error.Cause);
        Assert.Contains($"offset {sample.Offsets[0]}", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_bench.PathOf("out0")));
    }

    [Fact]
    public void With_its_header_lost_a_file_is_known_by_its_name_and_without_that_not_at_all()
    {
        var bytes = RawSample.Make().Bytes;
        bytes[20] ^= 0xFF;
        Kept(bytes, [0, 1, 2, 3, 4, 5], 0);
        var error = Assert.Throws<StepFailedException>(() => _bench.Run(new DecodeStep(), "RAW", _bench.PathOf("input.raw")));
        Assert.Equal("RawFileUnidentified", error.Cause);
    }

    [Fact]
    public void Data_of_another_detector_are_refused()
    {
        var error = Assert.Throws<StepFailedException>(() => Decode(RawSample.Make(detector: "dayabay").Bytes));
        Assert.Equal("RawOfOtherDetector", error.Cause);
    }

    [Fact]
    public void Random_bytes_never_crash_it()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var random = new Fathom.Detector.Randomness.SeededRandom(seed);
            var bytes = RawSample.Make().Bytes;
            for (var i = 0; i < 40; i++)
            {
                bytes[random.NextBelow(bytes.Length)] = (byte)random.NextBelow(256);
            }

            try
            {
                Decode(bytes);
            }
            catch (StepFailedException error)
            {
                Assert.Contains("offset", error.Message, StringComparison.Ordinal);
            }
        }
    }

    private StepResult Kept(byte[] bytes, uint[] numbers, long offset)
    {
        var (result, output) = Decode(bytes);
        using var reader = RtrawReader.Open(output);
        Assert.Equal(numbers, reader.Events().Select(e => e.Trigger.EventNumber));
        Assert.StartsWith(Lfn, result.Remark, StringComparison.Ordinal);
        Assert.Contains($"offset {offset}", result.Remark, StringComparison.Ordinal);
        Assert.NotEmpty(reader.Damage);
        Assert.Contains(((string[])result.Outputs[0].Metadata["damage"]), d => d.Contains($"offset {offset}", StringComparison.Ordinal));
        return result;
    }

    private (StepResult Result, string Output) Decode(byte[] bytes)
    {
        var path = _bench.PathOf("input.raw");
        File.WriteAllBytes(path, bytes);
        return _bench.Run(new DecodeStep(), "RAW", path, lfn: Lfn);
    }
}
