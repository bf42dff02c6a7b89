namespace Fathom.Compute.Engines;

/// <summary>Counts the work for <see cref="PilotSupply"/>.</summary>
/// <param name="Waiting">Jobs that wait and may run now.</param>
/// <param name="Active">Jobs that pilots hold.</param>
public readonly record struct WorkCount(long Waiting, long Active);

/// <summary>Lets the number of an engine's pilots follow the work.</summary>
/// <param name="engine">The engine.</param>
/// <param name="limits">How many pilots there may be.</param>
/// <param name="count">Counts the work; called once a round. Null where it is not known now: the pilots stay as they are.</param>
/// <param name="period">Length of a round. Default: 1 s.</param>
public sealed class PilotSupply(IEngine engine, SupplyLimits limits, Func<Task<WorkCount?>> count, TimeProvider time, TimeSpan? period = null)
{
    private readonly TimeSpan period = period ?? TimeSpan.FromSeconds(1);

    /// <summary>Sets the engine's slots once a round, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await AdjustAsync();
            await Task.Delay(period, time, cancellation);
        }
    }

    /// <summary>Sets the engine's slots once.</summary>
    public async Task AdjustAsync()
    {
        if (await count() is not { } work)
        {
            return;
        }

        var (running, queued) = (0, 0);
        foreach (var pilot in engine.Pilots)
        {
            _ = pilot.State == SlotState.Queued ? queued++ : running++;
        }
        engine.Resize(PilotDemand.Target(new Workload(work.Waiting, work.Active, running, queued), limits));
    }
}
