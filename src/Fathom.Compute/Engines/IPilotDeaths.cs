using Fathom.Production.Logs;

namespace Fathom.Compute.Engines;

/// <summary>What an engine tells the ledger.</summary>
public interface IPilotDeaths
{
    /// <summary>
    /// The pilot is dead: its leases are lost now, not after their period. Telling it again is harmless, also of a pilot
    /// that ended in order or never registered.
    /// </summary>
    Task PilotDiedAsync(PilotDeath death, CancellationToken cancellation);
}

/// <summary>The end of a pilot as its engine saw it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Slot">Its slot within the engine, which its secret names; null where it is told by its process.</param>
/// <param name="Host">Its machine, where known.</param>
/// <param name="ProcessId">Its process there, where known.</param>
/// <param name="Cause">Normalised cause, such as "PilotOutOfMemory" (<see cref="PilotCauses"/>).</param>
/// <param name="Detail">In words.</param>
/// <param name="Words">What could still be read of it; null: nothing.</param>
public sealed record PilotDeath(string Engine, string? Slot, string? Host, int? ProcessId, string Cause, string Detail, LastWords? Words = null);

/// <summary>Normalised causes of a pilot's end, the same for every engine.</summary>
public static class PilotCauses
{
    /// <summary>It ended by itself, in order.</summary>
    public const string Ended = "PilotEnded";

    /// <summary>Its process is gone, nobody knows why.</summary>
    public const string Died = "PilotDied";

    /// <summary>It ended itself with a failure.</summary>
    public const string Failed = "PilotFailed";

    /// <summary>Its time in the batch system was over.</summary>
    public const string TimeLimit = "PilotTimeLimit";

    /// <summary>It, or its payload, took more memory than its slot has.</summary>
    public const string OutOfMemory = "PilotOutOfMemory";

    /// <summary>Its node failed.</summary>
    public const string NodeFailed = "NodeFailed";

    /// <summary>The batch system gave its slot to somebody else.</summary>
    public const string Preempted = "PilotPreempted";

    /// <summary>Somebody cancelled it.</summary>
    public const string Cancelled = "PilotCancelled";

    /// <summary>The batch system does not know it any more.</summary>
    public const string Vanished = "PilotVanished";
}
