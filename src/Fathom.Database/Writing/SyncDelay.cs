namespace Fathom.Database.Writing;

/// <summary>Time added to a sync, so that a benchmark shows what a slower disk would cost.</summary>
internal static class SyncDelay
{
    private static readonly ManualResetEventSlim Never = new();

    public static void Wait(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            Never.Wait(time);
        }
    }
}
