using Fathom.Storage.Replication;

namespace Fathom.Storage.Tests.Replication;

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

    /// <summary>A clock that is at once where somebody waits for.</summary>
    private sealed class LeapingTime : TimeProvider
    {
        private long _now;

        public double Passed => (double)_now / TimeSpan.TicksPerSecond;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _now += dueTime.Ticks + 1;
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
