using Fathom.Production.Dispatch;
using Fathom.Production.Leasing;
using Fathom.Twin.Time;

namespace Fathom.Twin.Campaign;

/// <summary>The server as the simulated pilots see it: production's verbs, without HTTP.</summary>
internal interface ILedgerOfTwin
{
    /// <summary>Jobs that are done.</summary>
    int Done { get; }

    /// <summary>Jobs that wait for a person.</summary>
    int Held { get; }

    /// <summary>Events recorded.</summary>
    long Events { get; }

    /// <summary>A pilot comes up; gives its number.</summary>
    long Register(string site, string host);

    /// <summary>A pilot asks for a job.</summary>
    LeaseOfTwin? Lease(long pilot, in PilotOffer offer, out DispatchAnswer answer);

    /// <summary>Its payload began; false where the lease is not honoured.</summary>
    bool Started(long pilot, LeaseOfTwin lease);

    /// <summary>Its inputs are read, by a read that took so long [s].</summary>
    void ReadEnded(LeaseOfTwin lease, double seconds);

    /// <summary>Its outputs are uploaded, and right; false where they are not accepted.</summary>
    bool Uploaded(long pilot, LeaseOfTwin lease, double seconds);

    /// <summary>It ended without outputs; false where the lease is not honoured.</summary>
    bool Failed(long pilot, LeaseOfTwin lease, bool ofPayload, string cause);

    /// <summary>A sign of life; false where the lease it names is not honoured.</summary>
    bool Heartbeat(long pilot, LeaseOfTwin? lease);

    /// <summary>A pilot ends in good order.</summary>
    void End(long pilot);

    /// <summary>Ends leases without a sign of life; gives how many.</summary>
    int Expire();
}

/// <summary>A leased job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Lease">Its lease.</param>
/// <param name="ReadFrom">Element to read from; null: none.</param>
/// <param name="Pace">Pace of the read [byte/s].</param>
internal sealed record LeaseOfTwin(long Job, int Attempt, string Lease, string? ReadFrom, double Pace);

/// <summary>Opens the server of a simulation.</summary>
internal delegate ILedgerOfTwin LedgerOpener(int jobs, Func<long, long> transformationOf, Dispatcher dispatcher, LeaseClock leases, VirtualTime time);
