namespace Fathom.Production.State;

/// <summary>Jobs that wait, in the order in which they are to be leased. One thread, the ledger's writer.</summary>
/// <remarks>What it gives is a proposal: the ledger leases a job only where it still waits, so that a job that was killed or that is
/// named twice does no harm.</remarks>
public interface IWaitingJobs
{
    /// <summary>Jobs with consecutive ids wait.</summary>
    void Add(StepFacts step, long firstJob, int count);

    /// <summary>A job waits again after an attempt that ended without outputs, or was rescheduled; where it was given, that has ended.</summary>
    /// <param name="step">Its transformation.</param>
    /// <param name="job">The job.</param>
    /// <param name="losses">Losses of the infrastructure so far.</param>
    /// <param name="lostHosts">Where.</param>
    void Return(StepFacts step, long job, int losses, Jobs.HostSet lostHosts);

    /// <summary>The next job for a pilot, taken out; false where none may be given to it now.</summary>
    bool TryTake(in SlotOffer offer, IReadOnlyList<StepFacts> steps, out long job);

    /// <summary>A job that waits is killed, held or invalidated.</summary>
    void Withdrawn(StepFacts step, long job);

    /// <summary>A job that was given is not running any more.</summary>
    void Ended(long job);

    /// <summary>Forgets everything: the ledger's memory is loaded anew.</summary>
    void Clear();
}

/// <summary>A free slot of a pilot.</summary>
/// <param name="PilotId">The pilot.</param>
/// <param name="Site">Its site.</param>
/// <param name="Host">Its host.</param>
/// <param name="RemainingSeconds">Wall time that it has left [s]; null: no end.</param>
public readonly record struct SlotOffer(long PilotId, string Site, string Host, double? RemainingSeconds = null);
