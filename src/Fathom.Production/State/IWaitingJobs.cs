using Fathom.Production.Dispatch;
using Fathom.Production.Protocol;

namespace Fathom.Production.State;

/// <summary>Jobs that wait, in the order in which they are to be leased. One thread, the ledger's writer.</summary>
/// <remarks>What it gives is a proposal: the ledger leases a job only where it still waits, so that a job that was killed or that is
/// named twice does no harm.</remarks>
public interface IWaitingJobs
{
    /// <summary>Where the sizes of jobs stand from now on: that of each job before it is named here.</summary>
    void Follow(JobSizes sizes);

    /// <summary>What has been learnt of how long jobs of a transformation last; it is not changed afterwards.</summary>
    void Learnt(StepFacts step, DurationModel durations);

    /// <summary>Jobs with consecutive ids wait.</summary>
    void Add(StepFacts step, long firstJob, int count);

    /// <summary>A job waits again after an attempt that ended without outputs, or was rescheduled; where it was given, that has ended.</summary>
    /// <param name="step">Its transformation.</param>
    /// <param name="job">The job.</param>
    /// <param name="losses">Losses of the infrastructure so far.</param>
    /// <param name="lostHosts">Where.</param>
    /// <param name="backoff">It is not given before this has passed.</param>
    /// <param name="waited">How long it has waited already: where the ledger was loaded anew, its wait does not begin again.</param>
    void Return(StepFacts step, long job, int losses, Jobs.HostSet lostHosts, TimeSpan backoff, TimeSpan waited);

    /// <summary>A job that was taken cannot begin yet, for a reason that is not its own: it waits, and is proposed again after a while.</summary>
    /// <param name="step">Its transformation.</param>
    /// <param name="job">The job.</param>
    /// <param name="obstacle">What keeps it.</param>
    void Postpone(StepFacts step, long job, DispatchObstacles obstacle);

    /// <summary>A pilot holds a job since before the ledger was loaded: it counts to the limits.</summary>
    void Adopt(StepFacts step, long job, string site);

    /// <summary>The next job for a pilot, taken out; false where none may be given to it now.</summary>
    bool TryTake(in SlotOffer offer, IReadOnlyList<StepFacts> steps, out long job);

    /// <summary>Whether the storage elements can give a job that was taken its inputs now: its reads count from now on until it ends.</summary>
    /// <param name="job">The job.</param>
    /// <param name="inputs">Its inputs; each is read from its first replica.</param>
    bool TryRead(long job, IReadOnlyList<LeasedInput> inputs);

    /// <summary>The inputs of a job that was taken, with the pace that each was granted.</summary>
    IReadOnlyList<LeasedInput> Paced(long job, IReadOnlyList<LeasedInput> inputs);

    /// <summary>The payload of a job began, and its pilot has read its inputs: what was granted for them is free.</summary>
    /// <param name="job">The job.</param>
    /// <param name="readSeconds">How long the reading took [s]; null where they are read in place.</param>
    void Began(long job, double? readSeconds);

    /// <summary>A job that was adopted reads these inputs: they count from now on until it ends.</summary>
    void AdoptReads(long job, IReadOnlyList<LeasedInput> inputs);

    /// <summary>A job that waits is killed, held or invalidated.</summary>
    void Withdrawn(StepFacts step, long job);

    /// <summary>A job that was given is not running any more.</summary>
    /// <param name="job">The job.</param>
    /// <param name="written">What it wrote [byte], where it did its work; null where it did not.</param>
    void Ended(long job, double? written = null);

    /// <summary>What operators have said of sites, elements and limits has been read, at first or anew.</summary>
    void Follow(DispatchRules rules);

    /// <summary>What can be written to an element now: no job that would write more is given.</summary>
    /// <param name="element">Its name.</param>
    /// <param name="trouble">Why nothing can; null: it can.</param>
    /// <param name="room">Room that it has left [byte]; infinite where that is not known.</param>
    void SetRoom(string element, string? trouble, double room);

    /// <summary>When a pilot that just got nothing is to ask again; null: whenever the ledger thinks.</summary>
    TimeSpan? RetryAfter { get; }

    /// <summary>The work for the pilots of a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="steps">All transformations, as they are now.</param>
    SiteWork WorkOf(string site, IReadOnlyList<StepFacts> steps);

    /// <summary>What holds the transformations of a campaign back; empty where nothing is known.</summary>
    IReadOnlyList<DispatchExplanation> Explain(long campaignId);

    /// <summary>Forgets everything: the ledger's memory is loaded anew.</summary>
    void Clear();
}

/// <summary>A free slot of a pilot.</summary>
/// <param name="PilotId">The pilot.</param>
/// <param name="Site">Its site.</param>
/// <param name="Host">Its host.</param>
/// <param name="RemainingSeconds">Wall time that it has left [s]; null: no end.</param>
/// <param name="Pilots">Pilots that are alive.</param>
/// <param name="CpuFactor">Speed of its node, 1 for the reference node.</param>
public readonly record struct SlotOffer(
    long PilotId, string Site, string Host, double? RemainingSeconds = null, int Pilots = 1, double CpuFactor = 1);
