using System.Text.Json;
using Fathom.Database.Faults;
using Fathom.Production.Attempts;
using Fathom.Production.Diagnosis;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Pilots;
using Fathom.Production.Protocol;
using Fathom.Production.Requests;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production;

/// <summary>What pilots ask and say of attempts.</summary>
public sealed partial class Ledger
{
    /// <summary>Gives a job to a pilot. A repeat of the request id gives the same job; an answer without a job is not kept.</summary>
    /// <exception cref="PilotGoneException">The pilot has ended or is lost.</exception>
    public async Task<LeaseReply> LeaseAsync(string requestId, long pilotId)
    {
        LeaseReply reply = await LeaseAsync(requestId, pilotId, 1, null);
        return reply with { Job = reply.Jobs!.Count > 0 ? reply.Jobs[0] : null, Jobs = null };
    }

    /// <summary>Gives up to so many jobs to a pilot. A repeat of the request id gives the same jobs; an answer without a job is not kept.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="pilotId">Who asks.</param>
    /// <param name="count">Jobs wanted, 1 to 8.</param>
    /// <param name="remainingSeconds">Wall time that the pilot has left [s]; null: no end.</param>
    /// <exception cref="PilotGoneException">The pilot has ended or is lost.</exception>
    public async Task<LeaseReply> LeaseAsync(string requestId, long pilotId, int count, double? remainingSeconds = null)
    {
        count = Math.Clamp(count, 1, JobLeasing.MostJobs);
        Leases.Seen(pilotId);
        string Hash() => count == 1 ? AnsweredOnce.Hash("lease", new { pilotId }) : FormattableString.Invariant($"lease {pilotId} {count}");
        TimeSpan? again = null;
        IReadOnlyList<LeasedJob> jobs = Draining ? [] : await Memory.WriteAsync(requestId, work =>
        {
            IReadOnlyList<LeasedJob> given = Lease(work, requestId, Hash, pilotId, count, remainingSeconds);
            again = given.Count == 0 ? work.State.Waiting.RetryAfter : null;
            return given;
        });
        return new LeaseReply(null, jobs.Count == 0 ? (again ?? _options.RetryAfter).TotalSeconds : 0, Draining, jobs);
    }

    /// <summary>The work for the pilots of a site.</summary>
    /// <exception cref="WorkspaceException">The workspace takes no writes now.</exception>
    public Task<SiteWork> WorkOfAsync(string site) => Memory.WriteAsync(work => work.State.WorkOf(site, work.Steps.All));

    /// <summary>What holds the transformations of a campaign back now, as the dispatcher sees it; empty where it gives out nothing.</summary>
    public Task<IReadOnlyList<DispatchExplanation>> ExplainAsync(long campaignId) =>
        Memory.WriteAsync(work => work.State.Waiting.Explain(campaignId));

    /// <summary>What can be written to an element now. Not kept: a server asks anew.</summary>
    /// <param name="element">Its name.</param>
    /// <param name="trouble">Why nothing can; null: it can.</param>
    /// <param name="room">Room that it has left [byte]; infinite where that is not known.</param>
    public Task SetRoomAsync(string element, string? trouble, double room) => Memory.WriteAsync(work =>
    {
        work.State.Waiting.SetRoom(element, trouble, room);
        return true;
    });

    /// <summary>The payload of an attempt began.</summary>
    public Task<FenceReply> StartedAsync(string requestId, long pilotId, AttemptStarted started) =>
        OnceAsync(requestId, "started", new { pilotId, started }, work => Attempts.Start(work, pilotId, started));

    /// <summary>An attempt ended without outputs.</summary>
    public Task<FenceReply> FailedAsync(string requestId, long pilotId, AttemptFailed failed)
    {
        Verdict? verdict = Diagnosis.Of(failed.Fence, failed.Evidence);
        return OnceAsync(requestId, "failed", new { pilotId, failed }, work => Attempts.Fail(work, pilotId, failed, verdict));
    }

    /// <summary>True where a folder is that of a live attempt that has not uploaded yet: only then may its pilot create files there.</summary>
    /// <param name="element">Name of the element.</param>
    /// <param name="folder">The attempt's own folder.</param>
    public bool MayCreate(string element, string folder) => AttemptFolder.JobOf(folder) is { } job
        && Memory.State.FindLive(job) is { State: AttemptState.Leased or AttemptState.Running } live
        && live.Element == element && live.Path == folder;

    // Kept are the fences alone: the jobs are put together anew for a repeat.
    private IReadOnlyList<LeasedJob> Lease(LedgerWork work, string requestId, Func<string> hash, long pilotId, int count, double? remaining)
    {
        if (AnsweredOnce.Find(work.Store, requestId, hash)?.Answer is { } answer)
        {
            return _leasing.Again(work, JsonSerializer.Deserialize(answer, LedgerAnswers.Default.ListLeaseReference)!);
        }

        IReadOnlyList<LeasedJob> jobs = _leasing.Lease(work, PilotRoster.RequireAlive(work, pilotId), count, remaining);
        if (jobs.Count > 0)
        {
            List<LeaseReference> fences = [.. jobs.Select(job => job.Fence)];
            work.Store.SaveRequest(new StoredRequest(requestId, hash(), JsonSerializer.Serialize(fences, LedgerAnswers.Default.ListLeaseReference)));
        }

        return jobs;
    }
}
