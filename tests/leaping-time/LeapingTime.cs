namespace Fathom.LeapingClocks;

/// <summary>A clock that is at once where somebody waits for.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _now;

    /// <summary>Time since its beginning [s].</summary>
    public double Passed => (double)_now / TimeSpan.TicksPerSecond;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Leap(TimeSpan by) => _now += by.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _now += dueTime.Ticks + 1;
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
