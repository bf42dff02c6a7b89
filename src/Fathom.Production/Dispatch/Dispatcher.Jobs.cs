using Fathom.Storage.Load;

namespace Fathom.Production.Dispatch;

public sealed partial class Dispatcher
{
    private readonly Dictionary<long, RunningJob> _running = [];
    private readonly Dictionary<long, int> _withdrawn = [];
    private readonly HostAvoidance _avoidance = new();
    private readonly HostTrials _hostTrials = new();
    private static readonly TimeSpan PostponedFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClosedFor = TimeSpan.FromSeconds(2);
    private const double UnknownSeconds = 60;
    private const int MostPostponed = 32;

    /// <summary>Jobs wait for their first attempt.</summary>
    public void Enqueue(long transformationId, in JobRange jobs)
    {
        TransformationQueue queue = Known(transformationId);
        Check(jobs);
        queue.AddFresh(jobs, _asked);
        Grow(queue, jobs.Count);
    }

    /// <summary>A job waits again after an attempt without outputs (<see cref="Ended"/> must have been called for it).</summary>
    public void Return(long transformationId, ReturnedJob returned, TimeSpan now)
    {
        TransformationQueue queue = Known(transformationId);
        Check(returned.Job);
        if (returned.Avoid.Count > 0)
        {
            _avoidance.Add(returned.Job.FirstJob, returned.Avoid, now + _options.AvoidHostsFor);
        }

        if (returned.NotBefore > now)
        {
            queue.Delayed.Add(returned.Job, returned.Losses, returned.NotBefore, failed: true);
        }
        else
        {
            AddAgain(queue, returned.Job, returned.Losses);
        }

        Grow(queue, 1);
    }

    /// <summary>A waiting job is not to be given out any more: killed, held or invalidated. It must be waiting.</summary>
    public void Withdraw(long transformationId, long jobId)
    {
        TransformationQueue queue = Known(transformationId);
        if (!queue.Delayed.Remove(jobId))
        {
            _withdrawn[jobId] = _withdrawn.GetValueOrDefault(jobId) + 1;
            queue.Withdrawn++;
        }

        Shrink(queue);
    }

    /// <summary>A choice is not carried out after all: the job waits again at the head, and nothing is charged.</summary>
    public void TakeBack(long jobId, TimeSpan now)
    {
        if (End(jobId, now, used: 0) is { } job)
        {
            AddAgain(job.Queue, job.Job, 0);
            Grow(job.Queue, 1);
        }
    }

    /// <summary>A choice cannot be carried out, for a reason that lies outside of the job: it waits behind all others, or, where its
    /// element is loaded, before them, once that may have more to give. After some in a row nothing of the transformation is tried for
    /// a while, so that others are not held up.</summary>
    /// <returns>When a pilot that got nothing for it is to ask again.</returns>
    public TimeSpan Postpone(long jobId, DispatchObstacles obstacle, TimeSpan now)
    {
        bool loaded = obstacle == DispatchObstacles.ElementLoad;
        TimeSpan again = Clamp(loaded && _serves > IdleWait ? _serves : IdleWait);
        if (End(jobId, now, used: 0) is not { } job)
        {
            return again;
        }

        job.Queue.Obstacles.Note(obstacle, now);
        job.Queue.ClosedBy = obstacle;
        TimeSpan due = now + (loaded ? again : PostponedFor);
        job.Queue.Delayed.Add(job.Job, loaded ? 0 : _options.LossesBeforeLast + 1, due, failed: false);
        if (++job.Queue.Postponed % MostPostponed == 0)
        {
            job.Queue.ClosedUntil = due < now + ClosedFor ? due : now + ClosedFor;
        }

        Grow(job.Queue, 1);
        return again;
    }

    /// <summary>The payload of a job began.</summary>
    public void Began(long jobId)
    {
        if (_running.TryGetValue(jobId, out RunningJob job))
        {
            _running[jobId] = job with { Began = true };
            job.Queue.Trial.Began();
            _hostTrials.Began(job.Host);
        }
    }

    /// <summary>The attempt at a job ends by a failure outside it and its host; <see cref="Ended"/> is called next.</summary>
    public void FailedOutside(long jobId, TimeSpan now)
    {
        if (_running.TryGetValue(jobId, out RunningJob job) && !job.Began)
        {
            job.Queue.Trial.Failed(now);
            if (job.Host.Length > 0)
            {
                _hostTrials.Failed(job.Host, now);
            }
        }
    }

    /// <summary>The pilot has read the inputs of its job: their pace is free. Harmless where nothing is being read.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="took">How long the read took that brought them; null where that is not known.</param>
    public void ReadEnded(long jobId, TimeSpan? took = null)
    {
        if (!_running.TryGetValue(jobId, out RunningJob job))
        {
            return;
        }

        if (job.Reads is { Count: > 0 })
        {
            EndReads(jobId, job, took);
        }
        else if (job.Grant is { } grant)
        {
            if (took is { } time)
            {
                _storage.Measured(grant, job.Job.InputBytes, time.TotalSeconds);
            }

            EndRead(job);
            _running[jobId] = job with { Grant = null };
        }
    }

    /// <summary>An attempt has ended, however: the slot is free. Gives what the dispatcher knew of the job, so that it can be returned.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="now">When.</param>
    /// <param name="written">What it wrote [byte], where it did its work; null where it did not.</param>
    public JobRange? Ended(long jobId, TimeSpan now, double? written = null)
    {
        if (!_running.TryGetValue(jobId, out RunningJob found))
        {
            return null;
        }

        if (written is { } bytes)
        {
            found.Queue.Wrote(bytes);
            _avoidance.Forget(jobId);
        }

        return End(jobId, now, (now - found.Started).TotalSeconds)?.Job;
    }

    /// <summary>A live attempt from before the server's start: it counts to the limits.</summary>
    public void Adopt(AdoptedJob adopted, TimeSpan now)
    {
        TransformationQueue queue = Known(adopted.TransformationId);
        ElementBook? element = adopted.ReadsFrom is { } name ? ElementOf(name) : null;
        StorageGrant? grant = null;
        if (element is not null && adopted.Job.InputBytes > 0)
        {
            double seconds = queue.Expected(adopted.Job.Size) * _options.ReadWithin;
            grant = _storage.Adopt(
                element.Name, StorageFlow.Read, seconds > 0 ? Math.Min(_options.FastestRead, adopted.Job.InputBytes / seconds) : _options.FastestRead);
        }

        Begin(new RunningJob(adopted.Job, queue, SiteOf(adopted.Site), element, grant, now, queue.Expected(adopted.Job.Size), queue.Element,
            Promised: queue.MeanWritten), now);
    }

    private void Begin(in RunningJob job, TimeSpan now)
    {
        _running.Add(job.Job.FirstJob, job);
        job.Site.Running++;
        job.Queue.Running++;
        job.Queue.Campaign.Running++;
        job.Queue.Campaign.User.Running++;
        if (job.Grant is not null)
        {
            job.Element!.Running++;
        }

        if (job.Writes is { } element)
        {
            element.Running++;
            element.Promised += job.Promised;
        }

        job.Queue.Trial.Given(now);
        _hostTrials.Given(job.Host, now);
        _turns.Charge(job.Queue.Campaign, InAdvance(job), now);
    }

    private RunningJob? End(long jobId, TimeSpan now, double used)
    {
        if (!_running.Remove(jobId, out RunningJob job))
        {
            return null;
        }

        job.Site.Running--;
        job.Queue.Running--;
        job.Queue.Campaign.Running--;
        job.Queue.Campaign.User.Running--;
        EndFlows(job);
        if (job.Writes is { } element)
        {
            element.Running--;
            element.Promised = element.Running > 0 ? element.Promised - job.Promised : 0; // rounding leaves nothing behind
        }

        _turns.Charge(job.Queue.Campaign, used - InAdvance(job), now);
        return job;
    }

    // Where no duration is known yet, slots that are held must count all the same: else the first campaign would get them all.
    private static double InAdvance(in RunningJob job) => job.Charged > 0 ? job.Charged : UnknownSeconds;

    private void AddAgain(TransformationQueue queue, in JobRange job, int losses)
    {
        queue.AddAgain(job, losses > _options.LossesBeforeLast ? queue.Last : queue.Again);
    }

    private void Grow(TransformationQueue queue, int count)
    {
        queue.Campaign.Waiting += count;
        _turns.Join(queue.Campaign);
    }

    private void Shrink(TransformationQueue queue)
    {
        queue.Campaign.Waiting--;
        if (queue.Campaign.Waiting == 0)
        {
            _turns.Leave(queue.Campaign);
        }
    }

    private TransformationQueue Known(long transformationId) => _transformations.TryGetValue(transformationId, out TransformationQueue? queue)
        ? queue
        : throw new ArgumentException($"Transformation {transformationId} is not known to the dispatcher.", nameof(transformationId));

    private void Check(in JobRange jobs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs.Count, 1, nameof(jobs));
        if (!_placements.Has(jobs.Placement) || !(jobs.Size >= 0) || double.IsInfinity(jobs.Size) || !(jobs.InputBytes >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(jobs), jobs, "Placement, size or bytes of the jobs are out of their range.");
        }
    }
}

/// <summary>A job that a pilot holds.</summary>
/// <param name="Job">The job, a range of one.</param>
/// <param name="Queue">Its transformation.</param>
/// <param name="Site">Where it runs.</param>
/// <param name="Element">What it reads from.</param>
/// <param name="Grant">Its pace while it reads.</param>
/// <param name="Started">When it was given out.</param>
/// <param name="Charged">Slot seconds charged in advance.</param>
/// <param name="Writes">What it writes to.</param>
/// <param name="Reads">What is granted for its inputs until they are read; null: nothing was asked for.</param>
/// <param name="Writing">What its writing is counted as until it ends; null: not counted.</param>
/// <param name="ReadBytes">What <paramref name="Reads"/> are for [byte].</param>
/// <param name="Began">Its payload began.</param>
/// <param name="Promised">What it will write, as it was expected when it was given out [byte].</param>
/// <param name="Host">Host of its pilot; empty where it runs since before the server's start.</param>
internal readonly record struct RunningJob(
    JobRange Job, TransformationQueue Queue, SiteBook Site, ElementBook? Element, StorageGrant? Grant, TimeSpan Started, double Charged,
    ElementBook? Writes = null, List<StorageGrant>? Reads = null, StorageGrant? Writing = null, double ReadBytes = 0,
    bool Began = false, double Promised = 0, string Host = "");
