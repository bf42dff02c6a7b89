using Fathom.Compute.Payload;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Why the work under a registration ended.</summary>
internal enum WorkEnd
{
    /// <summary>Told to drain, or idle for long enough.</summary>
    Drained,

    /// <summary>No server answered for the time of the pilot's patience.</summary>
    ServerGone,

    /// <summary>The server does not know the registration any more.</summary>
    Unknown,
}

/// <summary>The work under one registration: leases jobs for the slots, at most one ahead for each, and runs them.</summary>
internal sealed class PilotWork : IDisposable
{
    /// <summary>A drain waits this long for a job that may be under way to the pilot; one that comes later is given back.</summary>
    private static readonly TimeSpan LeaseGrace = TimeSpan.FromSeconds(2);

    /// <summary>With less wall time than this no job is asked for.</summary>
    private static readonly TimeSpan LeastUseful = TimeSpan.FromSeconds(30);

    private readonly PilotSession session;
    private readonly ServerClient client;
    private readonly AttemptFiles files;
    private readonly PilotOptions options;
    private readonly PayloadLauncher launcher;
    private readonly WallTime wall;
    private readonly TimeProvider time;
    private readonly TextWriter log;
    private readonly JobDurations durations;
    private readonly AttemptFolders folders;
    private readonly JobQueue queue;
    private readonly SlotTable slots;
    private readonly SemaphoreSlim changed = new(0);

    public PilotWork(
        PilotSession session, ServerClient client, AttemptFiles files, PilotOptions options, PayloadLauncher launcher, JobDurations durations, WallTime wall,
        AttemptFolders folders, TimeProvider time, TextWriter log)
    {
        (this.session, this.client, this.files, this.options, this.launcher, this.durations) = (session, client, files, options, launcher, durations);
        (this.wall, this.folders, this.time, this.log) = (wall, folders, time, log);
        (queue, slots) = (new JobQueue(time), new SlotTable(options.Slots, durations, time));
    }

    /// <summary>Works until drained, idle, unknown to the server, or without one; every job taken is reported or given back.</summary>
    public async Task<WorkEnd> RunAsync(CancellationToken leave, CancellationToken stop)
    {
        await using var reports = new Reports(session, client, stop);
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(leave, session.Drain);
        AttemptRun Open(LeasedJob job, HeldLease lease) => new(job, lease, session, reports, files, launcher, folders, log, stop);
        Task[] workers = [.. Enumerable.Range(0, options.Slots).Select(
            slot => new SlotLife(slot, queue, slots, durations, session, Open, () => changed.Release(), time).RunAsync())];
        var end = await LeaseUntilAsync(reports, drain.Token);
        if (end == WorkEnd.Drained)
        {
            await WorkOffAsync(leave); // who is told by the server finishes; who is told by a signal hands back
        }
        var left = queue.Close();
        if (end == WorkEnd.Unknown)
        {
            left.ForEach(job => session.Release(job.Fence));
        }
        else
        {
            GiveBack(left, reports, "The pilot ends before the job began.");
        }
        await Task.WhenAll(workers);
        return end == WorkEnd.Drained && session.Unknown.IsCancellationRequested && !leave.IsCancellationRequested ? WorkEnd.Unknown : end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        queue.Dispose();
        changed.Dispose();
    }

    private async Task WorkOffAsync(CancellationToken leave)
    {
        while (queue.Count > 0 && !leave.IsCancellationRequested && !session.Unknown.IsCancellationRequested)
        {
            await RestAsync(TimeSpan.FromSeconds(5), untilChange: true, leave);
        }
    }

    private async Task<WorkEnd> LeaseUntilAsync(Reports reports, CancellationToken drain)
    {
        var idleSince = time.GetTimestamp();
        while (!drain.IsCancellationRequested)
        {
            GiveBack(queue.TakeOverdue(LeasePlan.Horizon), reports, "No slot of the pilot was free in time.");
            if (!slots.AllFree)
            {
                idleSince = time.GetTimestamp();
            }
            // First those that wait, then the slots: a job that a slot takes meanwhile counts twice, and never not at all.
            var queued = queue.Count;
            var wanted = wall.Left < LeastUseful || folders.IsFull ? 0 : LeasePlan.Wanted(slots.Left(), queued, PilotEvents.Most);
            if (wanted == 0)
            {
                if (slots.AllFree && wall.Left < LeastUseful)
                {
                    return WorkEnd.Drained;
                }
                await RestAsync(TimeSpan.FromSeconds(5), untilChange: true, drain);
                continue;
            }
            var answer = await LeaseAsync(wanted, drain);
            if (session.Unknown.IsCancellationRequested || answer?.Kind is AnswerKind.Unregistered or AnswerKind.Stranger)
            {
                session.Forget();
                return WorkEnd.Unknown;
            }
            if (answer?.Kind == AnswerKind.Unreachable)
            {
                log.WriteLine($"no server: {answer.Detail}");
                return WorkEnd.ServerGone;
            }
            if (answer?.Reply is { } reply && Take(reply) > 0)
            {
                continue;
            }
            if (answer is null or { Reply.Drain: true } || (slots.AllFree && time.GetElapsedTime(idleSince) >= options.IdleLimit))
            {
                return WorkEnd.Drained;
            }
            await RestAsync(TimeSpan.FromSeconds(Math.Clamp(answer.Reply?.RetryAfterSeconds ?? 5, 0.01, 60)), untilChange: false, drain);
        }
        return WorkEnd.Drained;
    }

    /// <summary>Takes over the jobs of an answer; returns how many.</summary>
    private int Take(LeaseReply reply)
    {
        session.ServerBatches |= reply.Jobs is not null;
        var jobs = reply.Jobs ?? (reply.Job is { } single ? [single] : []);
        foreach (var job in jobs)
        {
            session.Hold(job.Fence); // from now on every heartbeat names it
            queue.Add(job);
        }
        return jobs.Count;
    }

    /// <summary>Asks for jobs; null where the pilot drains and none came.</summary>
    private async Task<ServerAnswer<LeaseReply>?> LeaseAsync(int wanted, CancellationToken drain)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(session.Unknown);
        // A request that may have leased a job already is not cut off at once.
        await using var grace = drain.Register(() => giveUp.CancelAfter(LeaseGrace));
        try
        {
            return await client.LeaseAsync(session.Pilot, new LeaseRequest(wanted, wall.Left?.TotalSeconds), giveUp.Token);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Jobs that never began: the server hears that they were not the payload's failure.</summary>
    private void GiveBack(List<LeasedJob> jobs, Reports reports, string why)
    {
        foreach (var job in jobs)
        {
            log.WriteLine($"job {job.Fence.JobId} attempt {job.Fence.Attempt}: given back: {why}");
            var report = reports.Send(new PilotEvent(Failed: new AttemptFailed(job.Fence, Evidence.OfInfrastructure("HandedBack", why))));
            _ = report.Answer.ContinueWith(_ => session.Release(job.Fence), TaskScheduler.Default);
        }
    }

    private async Task RestAsync(TimeSpan pause, bool untilChange, CancellationToken drain)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(drain, session.Unknown);
        try
        {
            if (untilChange)
            {
                await changed.WaitAsync(pause, either.Token);
                while (changed.Wait(0, CancellationToken.None))
                {
                    // Many changes are one reason to look.
                }
            }
            else
            {
                await Task.Delay(pause, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The loop sees why.
        }
    }
}
