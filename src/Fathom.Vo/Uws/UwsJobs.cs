using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Fathom.Vo.Uws;

/// <summary>The jobs of a service, each with a folder of its own. Any number of threads may use it.</summary>
public sealed class UwsJobs
{
    private readonly ConcurrentDictionary<string, Entry> _jobs = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Takes up the jobs of an earlier server; those that it ran are queued again.</summary>
    /// <param name="folder">Where jobs' folders are; it is made where it is missing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="limits">What jobs may take.</param>
    public UwsJobs(string folder, TimeProvider time, UwsLimits limits)
    {
        (_folder, _time, Limits) = (Directory.CreateDirectory(folder).FullName, time, limits);
        foreach (string kept in Directory.EnumerateDirectories(_folder))
        {
            if (UwsJobFile.Read(kept) is { } job)
            {
                _jobs[job.Id] = new Entry(UwsTransitions.Resume(job));
            }
            else
            {
                Directory.Delete(kept, recursive: true);
            }
        }
    }

    /// <summary>What jobs may take.</summary>
    public UwsLimits Limits { get; }

    /// <summary>All jobs, of all owners.</summary>
    public IEnumerable<UwsJob> All => _jobs.Values.Select(entry => entry.Job);

    /// <summary>The folder of a job's uploads and results.</summary>
    public string FolderOf(UwsJob job) => Path.Combine(_folder, job.Id);

    /// <summary>Makes a job, pending.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="parameters">What it is asked.</param>
    /// <param name="runId">The client's name for it.</param>
    /// <param name="files">Files that it is given; they are moved.</param>
    /// <returns>The job; null where the owner, or all together, have too many, or too much in them.</returns>
    public UwsJob? Create(string owner, IReadOnlyList<UwsParameter> parameters, string? runId, IReadOnlyList<UwsFile> files)
    {
        if (_jobs.Count >= Limits.Jobs || Of(owner).Count() >= Limits.JobsOfAnOwner || Of(owner).Sum(job => job.Bytes) >= Limits.BytesOfAnOwner)
        {
            return null;
        }

        DateTimeOffset now = Now;
        var made = new UwsJob(RandomNumberGenerator.GetHexString(32, lowercase: true), owner, now)
        {
            RunId = runId,
            Parameters = parameters,
            ExecutionSeconds = Limits.ExecutionSeconds,
            Destruction = now + Limits.Retention,
        };
        Directory.CreateDirectory(FolderOf(made));
        made = Take(made, files);
        UwsJobFile.Write(FolderOf(made), made);
        _jobs[made.Id] = new Entry(made);
        return made;
    }

    /// <summary>Moves files into a job's folder.</summary>
    public UwsJob Take(UwsJob job, IReadOnlyList<UwsFile> files)
    {
        long bytes = job.UploadedBytes;
        foreach (UwsFile file in files)
        {
            bytes += new FileInfo(file.Path).Length;
            File.Move(file.Path, Path.Combine(FolderOf(job), file.Name), overwrite: true);
        }

        return job with { UploadedBytes = bytes };
    }

    /// <summary>A job of an owner; null: there is none of that id, or it is another's.</summary>
    public UwsJob? Find(string owner, string id) => _jobs.TryGetValue(id, out Entry? entry) && entry.Job.Owner == owner ? entry.Job : null;

    /// <summary>The jobs of an owner.</summary>
    public IEnumerable<UwsJob> Of(string owner) => All.Where(job => job.Owner == owner);

    /// <summary>Changes a job: what it becomes is on disk before anybody sees it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="change">What it becomes; null: the change is not allowed.</param>
    /// <returns>The changed job; null where it was not allowed, or the job is gone.</returns>
    public UwsJob? Change(string id, Func<UwsJob, UwsJob?> change)
    {
        if (!_jobs.TryGetValue(id, out Entry? entry))
        {
            return null;
        }

        lock (entry)
        {
            if (entry.IsGone || change(entry.Job) is not { } changed)
            {
                return null;
            }

            UwsJobFile.Write(FolderOf(changed), changed);
            entry.Become(changed);
            return changed;
        }
    }

    /// <summary>Removes a job with all that it made.</summary>
    public void Remove(string id)
    {
        if (!_jobs.TryRemove(id, out Entry? entry))
        {
            return;
        }

        lock (entry)
        {
            entry.End();
            Directory.Delete(FolderOf(entry.Job), recursive: true);
        }
    }

    /// <summary>Removes the jobs whose time has come; those that run are aborted first.</summary>
    /// <returns>Those removed.</returns>
    public IReadOnlyList<UwsJob> RemoveDestroyed()
    {
        DateTimeOffset now = Now;
        List<UwsJob> due = [.. All.Where(job => job.Destruction <= now)];
        foreach (UwsJob job in due)
        {
            Remove(job.Id);
        }

        return due;
    }

    /// <summary>Waits until a job is in another phase, or has gone, or the time is over.</summary>
    /// <param name="job">The job as it was seen.</param>
    /// <param name="most">How long at most.</param>
    /// <param name="stop">The client has left.</param>
    public async Task WaitAsync(UwsJob job, TimeSpan most, CancellationToken stop)
    {
        DateTimeOffset until = _time.GetUtcNow() + most;
        while (_jobs.TryGetValue(job.Id, out Entry? entry))
        {
            Task changed = entry.Changed;
            TimeSpan left = until - _time.GetUtcNow();
            if (entry.Job.Phase != job.Phase || left <= TimeSpan.Zero)
            {
                return;
            }

            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(changed, Task.Delay(left, _time, over.Token));
            await over.CancelAsync();
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The time, as documents show it.</summary>
    public DateTimeOffset Now => UwsTimes.Rounded(_time.GetUtcNow());

    private sealed class Entry(UwsJob job)
    {
        private TaskCompletionSource _changed = Fresh();

        public UwsJob Job { get; private set; } = job;

        public bool IsGone { get; private set; }

        public Task Changed => _changed.Task;

        public void Become(UwsJob changed)
        {
            Job = changed;
            Interlocked.Exchange(ref _changed, Fresh()).SetResult();
        }

        public void End()
        {
            IsGone = true;
            _changed.TrySetResult();
        }

        private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
