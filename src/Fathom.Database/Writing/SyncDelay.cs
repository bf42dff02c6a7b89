using System.Diagnostics;

namespace Fathom.Database.Writing;

/// <summary>Time added to a sync, so that a benchmark shows what a slower disk would cost.</summary>
internal static class SyncDelay
{
    private static readonly ManualResetEventSlim Never = new();

    public static void Wait(TimeSpan time)
    {
        // A wait may end before its time by what the system's coarse clock lags.
        long began = Stopwatch.GetTimestamp();
        for (TimeSpan left = time; left > TimeSpan.Zero; left = time - Stopwatch.GetElapsedTime(began))
        {
            Never.Wait((int)Math.Ceiling(left.TotalMilliseconds));
        }
    }
}
