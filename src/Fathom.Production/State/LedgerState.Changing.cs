using Fathom.Production.Campaigns;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>How the state changes: by works, which end or are abandoned, and groups, which are committed or fail.</summary>
internal sealed partial class LedgerState
{
    /// <summary>Notes a changed job.</summary>
    public void Put(JobRecord job) => _work.Jobs[job.Id] = job;

    /// <summary>Notes a changed attempt.</summary>
    public void Put(StoredAttempt attempt) => _work.Attempts[(attempt.JobId, attempt.Attempt.Number)] = attempt;

    /// <summary>Notes a changed pilot.</summary>
    public void Put(StoredPilot pilot) => _work.Pilots[pilot.Id] = pilot;

    /// <summary>Notes new jobs.</summary>
    public void Put(NewJobs made) => _work.Created.Add(made);

    /// <summary>Notes a new state of a job's inputs.</summary>
    public void PutInputs(JobRecord job, InputState state) => _work.Inputs[job.Id] = new(job.TransformationId, job.Inputs, state);

    /// <summary>The campaign may have ended: looked into at the end of the group.</summary>
    public void MayHaveEnded(long campaignId) => _work.Campaigns.Add(campaignId);

    /// <summary>The next waiting job that a pilot may have, or null.</summary>
    public JobRecord? TakeWaiting(in SlotOffer offer, IReadOnlyList<StepFacts> steps)
    {
        while (_waiting.TryTake(offer, steps, out long id))
        {
            if (Find(id) is { Snapshot.State: JobState.Waiting } job)
            {
                _work.Taken.Add(id);
                return job;
            }

            _waiting.Ended(id);
        }

        return null;
    }

    /// <summary>The work for the pilots of a site.</summary>
    public SiteWork WorkOf(string site, IReadOnlyList<StepFacts> steps) => _waiting.WorkOf(site, steps);

    /// <summary>A job that was taken cannot begin yet: it waits on, unchanged.</summary>
    public void Postpone(JobRecord job, StepFacts step, DispatchObstacles obstacle)
    {
        _work.Taken.Remove(job.Id);
        _waiting.Postpone(step, job.Id, obstacle);
    }

    /// <summary>The work has ended well: the works after it see what it changed.</summary>
    public void EndWork(Func<long, StepFacts?> step)
    {
        foreach (JobRecord job in _work.Jobs.Values)
        {
            JobState before = _group.Jobs.TryGetValue(job.Id, out JobRecord? known) ? known.Snapshot.State
                : Table.Has(job.Id) ? Table.StateOf(job.Id) : JobState.Waiting;
            CountOpen(job.TransformationId, (job.Snapshot.State.IsOpen() ? 1 : 0) - (before.IsOpen() ? 1 : 0));
            Follow(job, before, _work.Taken.Contains(job.Id), step);
            _group.Jobs[job.Id] = job;
        }

        foreach (NewJobs made in _work.Created)
        {
            CountOpen(made.TransformationId, made.Files.Count);
            _group.Created.Add(made);
            for (int i = 0; i < made.Files.Count; i++)
            {
                _sizes.Set(made.FirstJob + i, made.Files[i].Bytes);
            }

            if (step(made.TransformationId) is { } facts)
            {
                _waiting.Add(facts, made.FirstJob, made.Files.Count);
            }
        }

        MergeRest();
        _work.Clear();
    }

    /// <summary>The work threw: nothing of it remains.</summary>
    public void AbandonWork(Func<long, StepFacts?> step)
    {
        List<long> taken = [.. _work.Taken];
        _work.Clear();
        taken.ForEach(id => WaitAgainOrEnd(id, step));
    }

    /// <summary>Gives all that changed to the store, and what may have ended.</summary>
    public void Save(ILedgerTransaction transaction)
    {
        foreach (JobRecord job in _group.Jobs.Values)
        {
            transaction.SaveJob(job);
        }

        foreach (StoredAttempt attempt in _group.Attempts.Values)
        {
            transaction.SaveAttempt(attempt);
        }

        foreach ((long job, InputChange change) in _group.Inputs)
        {
            transaction.SaveInputState(change.TransformationId, job, change.Files, change.State);
        }

        foreach (StoredPilot pilot in _group.Pilots.Values)
        {
            transaction.SavePilot(pilot);
        }
    }

    /// <summary>True where the group has changed nothing.</summary>
    public bool IsUnchanged => _group.IsEmpty;

    /// <summary>Attempts that the group has closed: each is closed in one group alone.</summary>
    public List<StoredAttempt> EndedAttempts => [.. _group.Attempts.Values.Where(attempt => attempt.EndedUtc is not null)];

    /// <summary>Campaigns of the group that may have ended.</summary>
    public IReadOnlyCollection<long> CampaignsToCheck => _group.Campaigns;

    /// <summary>The group is durable.</summary>
    /// <param name="now">Its time [ms since 1970].</param>
    /// <param name="step">Finds a transformation.</param>
    public void Commit(long now, Func<long, StepFacts?> step)
    {
        Paces.Commit((transformation, durations) => Learn(transformation, durations, step));
        foreach (NewJobs made in _group.Created)
        {
            var origins = new JobOrigin[made.Files.Count];
            for (int i = 0; i < origins.Length; i++)
            {
                InputFile file = made.Files[i];
                origins[i] = new JobOrigin(file.Run, file.Section, file.Id, made.Seq);
            }

            long first = Table.AddRange(RowOf(made, default), origins);
            for (int i = 0; i < origins.Length; i++)
            {
                if (made.Files[i].Further is not null)
                {
                    Table.SetInputs(first + i, made.Files[i].All);
                }
            }
        }

        foreach (JobRecord job in _group.Jobs.Values)
        {
            Commit(job, now);
        }

        foreach (StoredPilot pilot in _group.Pilots.Values)
        {
            Pilots.Set(pilot);
        }

        _group.Clear();
        _opened.Clear();
    }

    /// <summary>The commit of the group failed and nothing of it is kept: jobs wait again that wait in what is committed.</summary>
    public void FailGroup(Func<long, StepFacts?> step)
    {
        List<long> changed = [.. _group.Jobs.Keys];
        _group.Clear();
        _work.Clear();
        _opened.Clear();
        Paces.Fail();
        changed.ForEach(id => WaitAgainOrEnd(id, step));
    }

    // What happened to a job, as those that wait hear it.
    private void Follow(JobRecord job, JobState before, bool taken, Func<long, StepFacts?> step)
    {
        JobState now = job.Snapshot.State;
        bool wasGiven = taken || before is JobState.Matched or JobState.Running or JobState.Completing;
        if (now == JobState.Waiting && (wasGiven || before != JobState.Waiting))
        {
            WaitAgain(job, job.Snapshot.Backoff(job.Id), step);
        }
        else if (wasGiven && job.Live is null)
        {
            _waiting.Ended(job.Id, Written(job));
        }
        else if (before == JobState.Waiting && !taken && now != JobState.Waiting && step(job.TransformationId) is { } facts)
        {
            _waiting.Withdrawn(facts, job.Id);
        }
    }

    // What an attempt that was accepted wrote.
    private double? Written(JobRecord job) =>
        _work.Attempts.TryGetValue((job.Id, job.Snapshot.Attempt), out StoredAttempt? attempt) && attempt.State == AttemptState.Accepted
        && attempt.Attempt.Upload is { } upload
            ? upload.Outputs.Sum(output => (double)output.Size)
            : null;

    private void Learn(long transformation, DurationModel durations, Func<long, StepFacts?> step)
    {
        if (step(transformation) is { } facts)
        {
            _waiting.Learnt(facts, durations);
        }
    }

    private void WaitAgainOrEnd(long id, Func<long, StepFacts?> step)
    {
        if (Find(id) is { Snapshot.State: JobState.Waiting } job)
        {
            WaitAgain(job, RestOfBackoff(id, job.Snapshot, job.Row.Updated), step);
        }
        else
        {
            _waiting.Ended(id);
        }
    }

    // By the clock of the day, as it was written down: however that is set, the rest is between nothing and all.
    private TimeSpan RestOfBackoff(long id, JobSnapshot job, long updated)
    {
        TimeSpan whole = job.Backoff(id);
        TimeSpan rest = whole - (_time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(updated));
        return whole == TimeSpan.Zero || rest < TimeSpan.Zero ? TimeSpan.Zero : rest > whole ? whole : rest;
    }

    private void WaitAgain(JobRecord job, TimeSpan backoff, Func<long, StepFacts?> step)
    {
        if (step(job.TransformationId) is { } facts)
        {
            _waiting.Return(facts, job.Id, job.Snapshot.InfrastructureLosses, job.Snapshot.Avoided(job.LatestHost), backoff, TimeSpan.Zero);
        }
    }

    private void CountOpen(long transformation, int more)
    {
        if (more != 0)
        {
            _opened[transformation] = _opened.GetValueOrDefault(transformation) + more;
        }
    }

    private void MergeRest()
    {
        foreach ((long Job, int Number) key in _work.Attempts.Keys)
        {
            _group.Attempts[key] = _work.Attempts[key];
        }

        foreach ((long job, InputChange change) in _work.Inputs)
        {
            _group.Inputs[job] = change;
        }

        foreach (StoredPilot pilot in _work.Pilots.Values)
        {
            _group.Pilots[pilot.Id] = pilot;
        }

        _group.Campaigns.UnionWith(_work.Campaigns);
    }

    private void Commit(JobRecord job, long now)
    {
        JobSnapshot snapshot = job.Snapshot;
        Table.Write(job.Id, job.Row with
        {
            State = snapshot.State,
            AttemptState = snapshot.AttemptState,
            Minor = Table.Names.Minor.Intern(snapshot.Minor),
            Cause = Table.Names.Cause.Intern(snapshot.Cause),
            Host = job.Live is { } at ? Table.Names.Host.Intern(at.Host) : job.Row.Host,
            Site = job.Site.Length > 0 ? Table.Names.Site.Intern(job.Site) : job.Row.Site,
            Attempt = snapshot.Attempt,
            PayloadFailures = snapshot.PayloadFailures,
            InfrastructureLosses = snapshot.InfrastructureLosses,
            Updated = now,
            LastEvent = job.LastEvent,
        });
        KeepRare(job);
        if (job.Live is { } live)
        {
            _live[job.Id] = live;
        }
        else
        {
            _live.TryRemove(job.Id, out _);
        }
    }

    private void KeepRare(JobRecord job)
    {
        if (job.Snapshot.CauseDetail.Length > 0 || Table.CauseDetailOf(job.Id).Length > 0)
        {
            Table.SetCauseDetail(job.Id, job.Snapshot.CauseDetail);
        }

        if (job.Snapshot.LostHosts.Count > 0 || Table.LostHostsOf(job.Id).Count > 0)
        {
            Table.SetLostHosts(job.Id, job.Snapshot.LostHosts);
        }

        if (job.StickingLosses > 0 && MayBeLostAgain(job.Snapshot.State))
        {
            _sticking[job.Id] = job.StickingLosses;
        }
        else
        {
            _sticking.Remove(job.Id);
        }
    }
}
