namespace Fathom.Production.Tests.World;

/// <summary>A clock whose timers come round only when a test says so.</summary>
internal sealed class TickedTime : TimeProvider
{
    private readonly List<Action> _timers = [];

    /// <summary>Periods of the timers that were made.</summary>
    public List<TimeSpan> Periods { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(() => callback(state));
        Periods.Add(period);
        return new Timer();
    }

    public void Tick() => _timers.ForEach(timer => timer());

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
