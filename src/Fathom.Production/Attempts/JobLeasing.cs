using System.Security.Cryptography;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Attempts;

/// <summary>Gives waiting jobs to pilots.</summary>
internal sealed class JobLeasing(JobJournal journal, LeasedJobBuilder builder)
{
    /// <summary>Most jobs that one request gets.</summary>
    public const int MostJobs = 8;

    // One question must not look through all jobs of a banned element.
    private const int MostPostponed = 16;

    // Where storage is full a further look mostly finds the same, and costs as much.
    private const int MostTooLoaded = 2;

    private const int MostAdopted = 512;

    /// <summary>Leases up to so many jobs to a pilot; fewer where fewer wait.</summary>
    public IReadOnlyList<LeasedJob> Lease(LedgerWork work, StoredPilot pilot, int count, double? remainingSeconds)
    {
        if (!AdoptReads(work))
        {
            return [];
        }

        List<LeasedJob>? leased = null; // most questions of idle pilots get none

        var offer = new SlotOffer(pilot.Id, pilot.Site, pilot.Host, remainingSeconds, work.State.Pilots.Count, pilot.CpuFactor);
        (int postponed, int tooLoaded) = (0, 0);
        while ((leased?.Count ?? 0) < count && postponed < MostPostponed && tooLoaded < MostTooLoaded && work.State.TakeWaiting(offer, work.Steps.All) is { } job)
        {
            LeaseReference fence = new(job.Id, job.Snapshot.Attempt + 1, NewLease());
            StepFacts step = work.Steps[job.TransformationId];
            if (builder.Build(work.Store, step, job, fence, out JobHeld? obstacle) is { } given)
            {
                if (!work.State.Waiting.TryRead(job.Id, given.Inputs))
                {
                    work.State.Postpone(job, step, DispatchObstacles.ElementLoad);
                    tooLoaded++;
                    continue;
                }

                given = given with { Inputs = work.State.Waiting.Paced(job.Id, given.Inputs) };
                var happened = new JobLeased(fence.Attempt, fence.Lease, pilot.Id, pilot.Host, given.OutputElement.Name, given.OutputPath);
                journal.Apply(work, job, happened, Actors.Pilot(pilot.Id));
                (leased ??= []).Add(given);
            }
            else if (obstacle!.Cause == LeasedJobBuilder.NoReplica && job.Inputs.Any(file => work.Store.BannedElementWith(file) is not null))
            {
                // The ban will be lifted: the job is none the worse for it.
                work.State.Postpone(job, step, DispatchObstacles.ElementBanned);
                postponed++;
            }
            else
            {
                journal.Apply(work, job, obstacle!, Actors.Server);
                work.State.MayHaveEnded(step.CampaignId);
            }
        }

        return leased ?? (IReadOnlyList<LeasedJob>)[];
    }

    /// <summary>Attempts that were leased before, as their pilot gets them again.</summary>
    public IReadOnlyList<LeasedJob> Again(LedgerWork work, IReadOnlyList<LeaseReference> fences) => [.. fences
        .Select(fence => (Job: work.State.Find(fence.JobId)!, Fence: fence))
        .Select(lease => builder.Build(work.Store, work.Steps[lease.Job.TransformationId], lease.Job, lease.Fence, out _))
        .OfType<LeasedJob>()
        .Select(given => given with { Inputs = work.State.Waiting.Paced(given.Fence.JobId, given.Inputs) })];

    /// <summary>Counts what attempts from before the server's start read; false where there are more: nothing is leased before all count.</summary>
    private bool AdoptReads(LedgerWork work)
    {
        if (!work.State.HasUnread)
        {
            return true;
        }

        foreach (JobRecord job in work.State.TakeUnread(MostAdopted))
        {
            work.State.Waiting.AdoptReads(job.Id, builder.Inputs(work.Store, job));
        }

        return !work.State.HasUnread;
    }

    /// <summary>A new lease id: 128 random bits.</summary>
    public static string NewLease() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
