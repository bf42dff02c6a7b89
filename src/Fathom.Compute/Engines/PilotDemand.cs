namespace Fathom.Compute.Engines;

/// <summary>What there is to do, and who is there to do it.</summary>
/// <param name="Waiting">Jobs that wait and may run now.</param>
/// <param name="Active">Jobs that pilots hold.</param>
/// <param name="RunningPilots">Pilots that run.</param>
/// <param name="QueuedPilots">Pilots that wait in the batch system.</param>
public readonly record struct Workload(long Waiting, long Active, int RunningPilots, int QueuedPilots);

/// <summary>How many pilots there may be.</summary>
/// <param name="MaxPilots">Queued and running together, at most.</param>
/// <param name="MaxQueued">Queued, at most.</param>
/// <param name="SlotsPerPilot">Payloads that one pilot runs at a time.</param>
/// <param name="Ramp">Added in one round, at most, so that a herd does not start at one instant.</param>
public readonly record struct SupplyLimits(int MaxPilots, int MaxQueued, int SlotsPerPilot, int Ramp);

/// <summary>How many pilots are wanted: a pure function of work and limits.</summary>
public static class PilotDemand
{
    /// <summary>The number of pilots, queued and running, that the engine should have.</summary>
    /// <remarks>
    /// It follows the work: as many as there are slots' worth of jobs, within the limits, and never more at a time than the
    /// ramp. Running pilots are never cut off: without work they end by themselves. What is queued in vain is withdrawn.
    /// </remarks>
    public static int Target(Workload now, SupplyLimits limits)
    {
        var perPilot = Math.Max(1, limits.SlotsPerPilot);
        var wanted = (now.Waiting + now.Active + perPilot - 1) / perPilot;
        var present = now.RunningPilots + now.QueuedPilots;
        var most = Math.Min(limits.MaxPilots, now.RunningPilots + limits.MaxQueued);
        var reachable = Math.Min(most, present + Math.Max(0, limits.Ramp));
        return (int)Math.Max(now.RunningPilots, Math.Min(wanted, reachable));
    }
}
