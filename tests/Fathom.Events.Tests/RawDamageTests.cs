using System.Buffers.Binary;
using Fathom.Events.Raw;

namespace Fathom.Events.Tests;

public class RawDamageTests
{
    private static readonly (byte[] Bytes, long[] Starts) Whole = RawSamples.File(5);

    [Fact]
    public void An_empty_file_is_named_as_such()
    {
        var outcome = RawSamples.Read([]);
        Assert.False(outcome.IsRaw);
        Assert.Equal(RawDamageKind.EmptyFile, outcome.Damage.Single().Kind);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("RUN.10554, a text that is certainly longer than the sixty-four bytes of a header of a RAW file")]
    [InlineData("FATHROW")]
    public void A_file_of_another_kind_is_named_as_such_and_all_of_it_is_accounted_for(string text)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        var outcome = RawSamples.Read(bytes);
        Assert.False(outcome.IsRaw);
        Assert.Empty(outcome.Events);
        var damage = outcome.Damage.Single();
        Assert.Equal((RawDamageKind.NotRaw, 0L, (long)bytes.Length), (damage.Kind, damage.Offset, damage.Length));
    }

    [Fact]
    public void A_version_from_the_future_is_refused_by_its_number()
    {
        var bytes = (byte[])Whole.Bytes.Clone();
        bytes[8] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Of(bytes.AsSpan(0, 60)));
        var damage = RawSamples.Read(bytes).Damage.Single();
        Assert.Equal((RawDamageKind.UnknownVersion, "version 2"), (damage.Kind, damage.Found));
    }

    [Theory]
    [InlineData(0xFFFFFFFF, RawDamageKind.BadLength)]
    [InlineData(0x7FFFFFFF, RawDamageKind.BadLength)]
    [InlineData(0x03000000, RawDamageKind.Truncated)]
    [InlineData(0, RawDamageKind.BadLength)]
    public void A_length_made_absurd_loses_that_event_alone_even_with_its_checksum_made_right(uint length, RawDamageKind kind)
    {
        var bytes = (byte[])Whole.Bytes.Clone();
        var at = (int)Whole.Starts[2];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 8), length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 36), Crc32C.Of(bytes.AsSpan(at, 36)));
        var outcome = RawSamples.Read(bytes);
        Assert.Equal([0u, 1, 3, 4], outcome.Events);
        var damage = outcome.Damage.Single();
        Assert.Equal((kind, Whole.Starts[2], Whole.Starts[3] - Whole.Starts[2]), (damage.Kind, damage.Offset, damage.Length));
    }

    [Fact]
    public void A_huge_length_written_over_a_good_one_is_named_as_a_bad_length()
    {
        var bytes = (byte[])Whole.Bytes.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan((int)Whole.Starts[2] + 8), 0xFFFFFFF0);
        Assert.Equal(RawDamageKind.BadLength, RawSamples.Read(bytes).Damage.Single().Kind);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void Of_a_duplicate_event_the_first_is_kept_wherever_the_second_stands(int before)
    {
        var bytes = Whole.Bytes.AsSpan();
        var copy = bytes[(int)Whole.Starts[1]..(int)Whole.Starts[2]];
        byte[] doubled = [.. bytes[..(int)Whole.Starts[before]], .. copy, .. bytes[(int)Whole.Starts[before]..]];
        var outcome = RawSamples.Read(doubled);
        Assert.Equal([0u, 1, 2, 3, 4], outcome.Events);
        var damage = outcome.Damage.Single();
        Assert.Equal((RawDamageKind.DuplicateEvent, Whole.Starts[before], (long)copy.Length), (damage.Kind, damage.Offset, damage.Length));
        Assert.Contains($"offset {Whole.Starts[1]}", damage.Found, StringComparison.Ordinal);
        Assert.True(outcome.Section!.LivetimeKnown);
    }

    [Fact]
    public void An_event_of_another_run_is_not_let_in()
    {
        var bytes = (byte[])Whole.Bytes.Clone();
        Rewrite(bytes, 3, fragment => BinaryPrimitives.WriteUInt32LittleEndian(fragment[16..], 999));
        var outcome = RawSamples.Read(bytes);
        Assert.Equal([0u, 1, 2, 4], outcome.Events);
        Assert.Equal((RawDamageKind.WrongRun, "run 999"), (outcome.Damage.Single().Kind, outcome.Damage.Single().Found));
    }

    [Fact]
    public void A_file_without_its_end_record_has_no_known_livetime()
    {
        var outcome = RawSamples.Read(Whole.Bytes[..(int)Whole.Starts[5]]);
        Assert.Equal(5, outcome.Events.Count);
        Assert.Equal(RawDamageKind.MissingEnd, outcome.Damage.Single().Kind);
        Assert.False(outcome.Section!.LivetimeKnown);
    }

    [Fact]
    public void An_event_that_went_missing_without_a_trace_is_told_by_the_count_of_the_end_record()
    {
        var bytes = Whole.Bytes.AsSpan();
        byte[] shortened = [.. bytes[..(int)Whole.Starts[2]], .. bytes[(int)Whole.Starts[3]..]];
        var damage = RawSamples.Read(shortened).Damage.Single();
        Assert.Equal((RawDamageKind.EventCount, "4"), (damage.Kind, damage.Found));
    }

    [Fact]
    public void A_block_of_a_type_unknown_today_is_skipped()
    {
        var bytes = (byte[])Whole.Bytes.Clone();
        Rewrite(bytes, 2, fragment => BinaryPrimitives.WriteUInt16LittleEndian(fragment[40..], 900));
        var outcome = RawSamples.Read(bytes);
        Assert.Equal(5, outcome.Events.Count);
        Assert.Empty(outcome.Damage);
    }

    [Theory]
    [InlineData(44, 3u)]
    [InlineData(48, 2u)]
    [InlineData(48, 0xFFFFFFFFu)]
    public void A_block_that_contradicts_itself_under_a_right_checksum_loses_its_event_alone(int at, uint value)
    {
        var bytes = (byte[])Whole.Bytes.Clone();
        Rewrite(bytes, 2, fragment => BinaryPrimitives.WriteUInt32LittleEndian(fragment[at..], value));
        var outcome = RawSamples.Read(bytes);
        Assert.Equal([0u, 1, 3, 4], outcome.Events);
        Assert.Equal(RawDamageKind.BadBlock, outcome.Damage.Single().Kind);
    }

    [Fact]
    public void A_file_made_of_headers_that_each_claim_the_rest_is_given_up_in_bounded_time()
    {
        var header = new byte[RawLayout.FragmentHeaderLength];
        using var stream = new MemoryStream();
        stream.Write(Whole.Bytes.AsSpan(0, 64));
        const int headers = 20_000;
        for (var i = 0; i < headers; i++)
        {
            var rest = (headers - i) * RawLayout.FragmentHeaderLength;
            new FragmentHeader(Math.Max(44, rest), FragmentKind.Event, 0, RawSamples.Run, (uint)i, 0, 0).Encode(header);
            stream.Write(header);
        }

        // Unlike a real file, ends such that no claimed end coincides with a header
        stream.WriteByte(0);
        var outcome = RawSamples.Read(stream.ToArray());
        Assert.Contains(outcome.Damage, d => d.Kind == RawDamageKind.GivenUp);
        Assert.Equal(stream.Length - 64, outcome.BytesLost);
    }

    private delegate void Change(Span<byte> fragment);

    private static void Rewrite(byte[] bytes, int index, Change change)
    {
        var fragment = bytes.AsSpan((int)Whole.Starts[index]..(int)Whole.Starts[index + 1]);
        change(fragment);
        BinaryPrimitives.WriteUInt32LittleEndian(fragment[36..], Crc32C.Of(fragment[..36]));
        BinaryPrimitives.WriteUInt32LittleEndian(fragment[^4..], Crc32C.Of(fragment[..^4]));
    }
}
