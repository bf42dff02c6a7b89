namespace Fathom.Compute.Engines;

/// <summary>What supplies slots by starting pilots: this machine, or a batch system.</summary>
/// <remarks>
/// An engine knows nothing of jobs: pilots lease those. It keeps as many pilots as it is told, tells the ledger of each
/// that ended, and takes over those that an earlier server started. Every engine passes the same contract kit.
/// </remarks>
public interface IEngine : IAsyncDisposable
{
    /// <summary>Its name, which its pilots register with.</summary>
    string Name { get; }

    /// <summary>True where pilots go on without the server and wait for the next one; else they end with it.</summary>
    bool OutlivesServer { get; }

    /// <summary>Number of pilots that it should have, queued or running.</summary>
    int Slots { get; }

    /// <summary>Pilots that wait or run now.</summary>
    IReadOnlyList<PilotSlot> Pilots { get; }

    /// <summary>Why it has fewer pilots than it should, as what it asked last was answered; null where nothing is known to be wrong.</summary>
    string? Trouble { get; }

    /// <summary>Changes the number of pilots; of those too many the queued are cancelled, the running drain.</summary>
    void Resize(int slots);

    /// <summary>Supplies pilots until cancelled; leaves them running.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Asks every pilot to finish and waits for their end; those that outlast the time are killed.</summary>
    Task DrainAsync(TimeSpan patience, CancellationToken cancellation);
}

/// <summary>How far a slot has come.</summary>
public enum SlotState : byte
{
    /// <summary>Submitted; the batch system has not started it.</summary>
    Queued,

    /// <summary>Its pilot runs.</summary>
    Running,

    /// <summary>It was asked to end.</summary>
    Ending,
}

/// <summary>A pilot that an engine supplies.</summary>
/// <param name="Name">What names it within the engine: a process of this machine, an element of a job array.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Adopted">True where an earlier server started it.</param>
public sealed record PilotSlot(string Name, SlotState State, bool Adopted);
