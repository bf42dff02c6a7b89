using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Fathom.Vo.Uws;

/// <summary>Runs queued jobs, some at once, in the order in which they were started.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="work">What they do.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told of faults that are the server's own.</param>
public sealed class UwsRunner(UwsJobs jobs, IUwsWork work, TimeProvider time, Action<string> log)
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly Channel<string> _queue = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Starts a job; null where it cannot be started from where it stands.</summary>
    public UwsJob? Start(string id)
    {
        UwsJob? queued = jobs.Change(id, UwsTransitions.Run);
        if (queued is not null)
        {
            _queue.Writer.TryWrite(id);
        }

        return queued;
    }

    /// <summary>Aborts a job; null where it has ended already.</summary>
    public UwsJob? Abort(string id)
    {
        UwsJob? aborted = jobs.Change(id, job => UwsTransitions.Abort(job, jobs.Now));
        Stop(id);
        return aborted;
    }

    /// <summary>Removes a job; where it runs, it is stopped.</summary>
    public void Remove(string id)
    {
        jobs.Remove(id);
        Stop(id);
    }

    /// <summary>Runs jobs until told to stop; those that run then are run again by the next server.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (UwsJob job in jobs.All.Where(job => job.Phase == UwsPhase.Queued).OrderBy(job => job.Created))
        {
            _queue.Writer.TryWrite(job.Id);
        }

        IEnumerable<Task> workers = Enumerable.Range(0, jobs.Limits.AtOnce).Select(_ => WorkAsync(stop));
        await Task.WhenAll([.. workers, SweepAsync(stop)]);
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        await foreach (string id in _queue.Reader.ReadAllAsync(stop))
        {
            if (jobs.Change(id, job => UwsTransitions.Begin(job, jobs.Now)) is { } begun)
            {
                await RunAsync(begun, stop);
            }
        }
    }

    private async Task RunAsync(UwsJob job, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(job.ExecutionSeconds), time);
        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        _running[job.Id] = aborted;
        try
        {
            // An abort that came before it could be stopped here.
            if (jobs.Find(job.Owner, job.Id) is not { Phase: UwsPhase.Executing })
            {
                return;
            }

            IReadOnlyList<UwsResult> results = await work.RunAsync(job, jobs.FolderOf(job), aborted.Token);
            jobs.Change(job.Id, now => UwsTransitions.Complete(now, results, jobs.Now));
        }
        catch (UwsFaultException fault)
        {
            jobs.Change(job.Id, now => UwsTransitions.Fail(now, fault.Message, jobs.Now));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            jobs.Change(job.Id, now => UwsTransitions.Abort(now, jobs.Now, $"It ran for the {job.ExecutionSeconds} s that it may. executionduration can be raised before the start."));
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            stop.ThrowIfCancellationRequested();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log($"The query job {job.Id} failed: {fault.Message}");
            jobs.Change(job.Id, now => UwsTransitions.Fail(now, "The server could not keep the result. Its operator has been told; try again later.", jobs.Now));
        }
        catch (Exception defect)
        {
            // One job's defect must not end what runs all others.
            log($"The query job {job.Id} failed by a defect: {defect}");
            jobs.Change(job.Id, now => UwsTransitions.Fail(now, "A defect of the server, whose operator has been told.", jobs.Now));
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
        }
    }

    private void Stop(string id)
    {
        if (_running.TryGetValue(id, out CancellationTokenSource? running))
        {
            try
            {
                running.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended just now.
            }
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(BetweenSweeps, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            foreach (UwsJob gone in jobs.RemoveDestroyed())
            {
                Stop(gone.Id);
            }
        }
    }
}
