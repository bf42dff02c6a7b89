namespace Fathom.Compute.Engines;

/// <summary>What starts pilots: this machine, later batch systems.</summary>
public interface IEngine : IAsyncDisposable
{
    /// <summary>Its name, which its pilots register with.</summary>
    string Name { get; }

    /// <summary>Number of pilots that it keeps alive.</summary>
    int Slots { get; }

    /// <summary>Pilots that run now.</summary>
    IReadOnlyList<PilotSlot> Pilots { get; }

    /// <summary>Changes the number of pilots; those too many drain.</summary>
    void Resize(int slots);

    /// <summary>Keeps the pilots alive until cancelled; leaves them running.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Asks every pilot to finish and waits for their end; those that outlast the time are killed.</summary>
    Task DrainAsync(TimeSpan patience, CancellationToken cancellation);
}

/// <summary>A pilot that an engine keeps.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartTicks">Start of the process in clock ticks since boot (/proc/PID/stat), which with the id names it for good.</param>
/// <param name="Adopted">True where an earlier server started it.</param>
public sealed record PilotSlot(int ProcessId, long StartTicks, bool Adopted);

/// <summary>What an engine tells the ledger.</summary>
public interface IPilotDeaths
{
    /// <summary>The pilot with this process on this host is dead: its leases are lost now, not after their period.</summary>
    Task PilotDiedAsync(string host, int processId, string detail, CancellationToken cancellation);
}
