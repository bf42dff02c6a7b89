using Fathom.Root.Columns;

namespace Fathom.Root.Tests.Batches;

public sealed class RowEndsTests
{
    private const int Longest = 40;

    [Fact]
    public void A_single_fall_is_found_wherever_it_is()
    {
        for (int length = 2; length < Longest; length++)
        {
            long[] ends = [.. Enumerable.Range(0, length).Select(i => 3L * i)];
            Assert.True(RowEnds.Rise<long>(ends));
            Assert.True(RowEnds.Rise<int>([.. ends.Select(end => (int)end)]));
            for (int at = 1; at < length; at++)
            {
                long[] falling = [.. ends];
                falling[at] = falling[at - 1] - 1;
                Assert.False(RowEnds.Rise<long>(falling));
                Assert.False(RowEnds.Rise<int>([.. falling.Select(end => (int)end)]));
            }
        }
    }

    [Fact]
    public void Ends_that_rise_by_more_than_a_number_can_hold_fall_nevertheless()
    {
        // Their differences are positive where they overflow.
        Assert.False(RowEnds.Rise<long>([0, long.MaxValue, long.MinValue, 1]));
        Assert.False(RowEnds.Rise<long>([0, 1, 2, 3, long.MaxValue, long.MinValue, -5, 0, 1, 2]));
    }

    [Fact]
    public void Shifting_adds_the_same_to_each()
    {
        for (int length = 0; length < Longest; length++)
        {
            int[] ends = [.. Enumerable.Range(0, length).Select(i => 7 * i)];
            int[] rows = new int[length];
            RowEnds.Shift([.. ends.Select(end => end + 5_000_000_000L)], -5_000_000_000L + 11, rows);
            RowEnds.Shift(ends.AsSpan(), 11);
            Assert.Equal(Enumerable.Range(0, length).Select(i => (7 * i) + 11), rows);
            Assert.Equal(rows, ends);
        }
    }

    [Fact]
    public void Counts_are_what_lies_between_offsets_and_the_longest_row_is_found_wherever_it_is()
    {
        for (int length = 1; length < Longest; length++)
        {
            for (int longest = 0; longest < length; longest++)
            {
                int[] expected = [.. Enumerable.Range(0, length).Select(i => i == longest ? 1_000 : i % 5)];
                long[] offsets = [7_000_000_000, .. expected];
                for (int i = 1; i < offsets.Length; i++)
                {
                    offsets[i] += offsets[i - 1];
                }

                int[] counts = new int[length];
                Assert.Equal(1_000, RowEnds.Counts(offsets, counts));
                Assert.Equal(expected, counts);
            }
        }

        Assert.Equal(0, RowEnds.Counts([5], []));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Begins_in_bytes_count_from_where_the_first_item_stands(int size)
    {
        const long Start = 6_000_000_000;
        for (int length = 0; length < Longest; length++)
        {
            int[] begins = new int[length];
            RowEnds.InBytes([.. Enumerable.Range(0, length).Select(i => Start + (3 * i * i))], Start, size, first: 50, begins);
            Assert.Equal(Enumerable.Range(0, length).Select(i => 50 + (3 * i * i * size)), begins);
            long[] shifted = new long[length];
            RowEnds.Shift([.. begins.Select(begin => (long)begin)], -Start, shifted);
            Assert.Equal(begins.Select(begin => begin - Start), shifted);
        }
    }

    [Fact]
    public void Ends_in_bytes_are_whole_items_or_refused()
    {
        for (int length = 1; length < Longest; length++)
        {
            int[] ends = [.. Enumerable.Range(1, length).Select(i => 100 + (4 * i * i))];
            int[] rows = new int[length];
            Assert.True(RowEnds.InItems(ends, start: 100, size: 4, first: 9, rows));
            Assert.Equal(Enumerable.Range(1, length).Select(i => 9 + (i * i)), rows);
            ends[length / 2] += 2;
            Assert.False(RowEnds.InItems(ends, start: 100, size: 4, first: 9, rows));
        }
    }
}
