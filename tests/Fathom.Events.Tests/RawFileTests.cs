using Fathom.Events.Raw;

namespace Fathom.Events.Tests;

public class RawFileTests
{
    private const int Events = 6;
    private static readonly (byte[] Bytes, long[] Starts) Whole = RawSamples.File(Events);

    [Fact]
    public void A_whole_file_gives_every_event_the_section_and_no_damage()
    {
        var outcome = RawSamples.Read(Whole.Bytes);
        Assert.Equal([0u, 1, 2, 3, 4, 5], outcome.Events);
        Assert.Empty(outcome.Damage);
        Assert.Equal(RawSamples.Header, outcome.Header);
        Assert.Equal(RawSamples.Section with { EventsWritten = Events }, outcome.Section);
    }

    [Fact]
    public void A_flip_of_any_one_byte_loses_only_the_fragment_that_holds_it_and_the_account_covers_exactly_that()
    {
        for (var at = 0; at < Whole.Bytes.Length; at++)
        {
            foreach (var mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                var bytes = (byte[])Whole.Bytes.Clone();
                bytes[at] ^= mask;
                var outcome = RawSamples.Read(bytes);
                var (first, end, lost) = Holder(at);
                Assert.Equal(Enumerable.Range(0, Events).Select(i => (uint)i).Where(i => i != lost), outcome.Events);
                var damage = outcome.Damage.Single(d => d.Length > 0);
                Assert.Equal((first, end - first), (damage.Offset, damage.Length));
            }
        }
    }

    [Fact]
    public void A_file_cut_anywhere_gives_the_events_before_the_cut_and_accounts_for_the_rest()
    {
        for (var cut = 8; cut < Whole.Bytes.Length; cut++)
        {
            var outcome = RawSamples.Read(Whole.Bytes[..cut]);
            var whole = Math.Max(0, Whole.Starts.Count(s => s <= cut) - 1);
            Assert.Equal(whole, outcome.Events.Count);
            var begin = cut < 64 ? 0 : Whole.Starts.Last(s => s <= cut);
            Assert.Equal(cut - begin, outcome.BytesLost);
            Assert.Contains(outcome.Damage, d => d.Kind == RawDamageKind.MissingEnd && d.Offset == cut);
            Assert.False(outcome.Section?.LivetimeKnown ?? false);
        }
    }

    [Fact]
    public void Bytes_cut_out_of_the_middle_lose_only_the_fragments_that_they_touch()
    {
        var bytes = Whole.Bytes.AsSpan();
        byte[] shortened = [.. bytes[..((int)Whole.Starts[3] + 10)], .. bytes[((int)Whole.Starts[4] + 7)..]];
        var outcome = RawSamples.Read(shortened);
        Assert.Equal([0u, 1, 2, 5], outcome.Events);
        Assert.Equal(10 + Whole.Starts[5] - Whole.Starts[4] - 7, outcome.BytesLost);
    }

    [Fact]
    public void Foreign_bytes_between_fragments_are_skipped_even_where_they_hold_sync_markers()
    {
        var bytes = Whole.Bytes.AsSpan();
        byte[] marker = [0xF4, 0x1A, 0x7E, 0x46, 0x52, 0x41, 0x47, 0x9D];
        byte[] foreign = [.. marker, .. marker, 1, 2, 3];
        byte[] mixed = [.. bytes[..(int)Whole.Starts[2]], .. foreign, .. bytes[(int)Whole.Starts[2]..]];
        var outcome = RawSamples.Read(mixed);
        Assert.Equal(Events, outcome.Events.Count);
        Assert.Equal((Whole.Starts[2], foreign.Length), (outcome.Damage.Single().Offset, outcome.BytesLost));
    }

    [Fact]
    public void Random_damage_of_any_kind_never_throws_and_no_event_appears_that_was_not_written()
    {
        var random = new Fathom.Detector.Randomness.SeededRandom(2026);
        for (var trial = 0; trial < 300; trial++)
        {
            var bytes = Whole.Bytes[..(1 + random.NextBelow(Whole.Bytes.Length))];
            for (var blow = random.NextBelow(6); blow > 0; blow--)
            {
                var from = random.NextBelow(bytes.Length);
                bytes.AsSpan(from, Math.Min(1 + random.NextBelow(40), bytes.Length - from)).Fill((byte)random.NextBits());
            }

            var outcome = RawSamples.Read(bytes);
            Assert.All(outcome.Damage, d => Assert.InRange(d.Offset + d.Length, 0, bytes.Length));
            Assert.Equal(outcome.Events.Count, outcome.Events.Distinct().Count());
        }
    }

    // The fragment that holds a byte: where it begins and ends, and the event lost with it (-1: none)
    private static (long First, long End, int Event) Holder(int at)
    {
        if (at < 64)
        {
            return (0, 64, -1);
        }

        var index = Array.FindLastIndex(Whole.Starts, s => s <= at);
        return (Whole.Starts[index], Whole.Starts[index + 1], index < Events ? index : -1);
    }
}
