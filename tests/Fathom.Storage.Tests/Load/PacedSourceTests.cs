using Fathom.Storage.Load;

namespace Fathom.Storage.Tests.Load;

public sealed class PacedSourceTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(1000, 4096)]
    [InlineData(123_456, 1 << 20)]
    public async Task At_no_instant_more_has_passed_than_the_pace_allows_and_all_passes_in_time(double pace, int buffer)
    {
        var time = new LeapingTime();
        byte[] bytes = [.. Enumerable.Range(0, (int)(pace * 7)).Select(i => (byte)i)];
        await using var source = new PacedSource(new MemoryStream(bytes), pace, time);
        var got = new List<byte>();
        byte[] part = new byte[buffer];
        while (await source.ReadAsync(part) is var count and > 0)
        {
            got.AddRange(part.AsSpan(0, count));
            Assert.True(got.Count <= (pace * time.Passed) + 1e-3, $"{got.Count} bytes after {time.Passed} s");
        }

        Assert.Equal(bytes, got);
        Assert.InRange(time.Passed, 6.9, 7.1);
    }

    [Fact]
    public async Task What_a_held_up_read_did_not_use_does_not_come_back_as_a_burst()
    {
        const double pace = 1000;
        var time = new LeapingTime();
        await using var source = new PacedSource(new MemoryStream(new byte[20_000]), pace, time);
        byte[] part = new byte[64];
        await ReadAsync(source, part, 500);
        time.Leap(TimeSpan.FromHours(1));
        double before = time.Passed;
        int got = await ReadAsync(source, part, 5000);
        Assert.InRange(time.Passed - before, ((got - 64) / pace) - 0.26, got / pace);
    }

    private static async Task<int> ReadAsync(PacedSource source, byte[] part, int least)
    {
        int got = 0;
        while (got < least && await source.ReadAsync(part) is var count and > 0)
        {
            got += count;
        }

        return got;
    }
}
