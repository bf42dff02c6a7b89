namespace Fathom.Vo.Tap;

/// <summary>Work that takes a thread for long: it gets one of its own, so that the few of the pool stay free for short requests.</summary>
internal static class LongWork
{
    /// <summary>Does it.</summary>
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
