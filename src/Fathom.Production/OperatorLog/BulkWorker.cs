namespace Fathom.Production.OperatorLog;

/// <summary>Works on bulk actions until it is told to end.</summary>
/// <param name="actions">The actions.</param>
/// <param name="time">The clock.</param>
public sealed class BulkWorker(BulkActions actions, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    /// <summary>Runs.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await actions.RunAsync(cancellation);
        }
    }
}
