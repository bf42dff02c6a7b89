using Fathom.Database.Writing;
using Fathom.Production.Diagnosis;
using Fathom.Production.Forecast;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Stores;

namespace Fathom.Production.State;

/// <summary>How the state is filled from a store.</summary>
internal sealed partial class LedgerState : ILedgerLoading
{
    private readonly Queue<long> _unread = [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Table = new JobTable();
        _live.Clear();
        _sticking.Clear();
        _group.Clear();
        _work.Clear();
        _opened.Clear();
        Pilots.Clear();
        _waiting.Clear();
        _sizes.Clear();
        Paces.Clear();
        _unread.Clear();
    }

    /// <summary>True where the reads of some attempts from before the start are not counted yet.</summary>
    public bool HasUnread => _unread.Count > 0;

    /// <summary>Some of those attempts; whoever takes them counts their reads.</summary>
    public List<JobRecord> TakeUnread(int most)
    {
        var taken = new List<JobRecord>();
        for (int i = 0; i < most && _unread.TryDequeue(out long id); i++)
        {
            if (Find(id) is { Live: not null } job)
            {
                taken.Add(job);
            }
        }

        return taken;
    }

    /// <summary>Gives all committed jobs that wait to those that wait, as long stretches as there are, and those that pilots hold.</summary>
    /// <param name="step">Finds a transformation.</param>
    /// <param name="now">The time [ms since 1970].</param>
    public void QueueWaiting(Func<long, StepFacts?> step, long now)
    {
        foreach ((long transformation, StepPace pace) in Paces.All)
        {
            Learn(transformation, pace.Durations, step);
        }

        (long First, int Count, long Transformation) run = default;
        for (long id = 1; id <= Table.Count; id++)
        {
            JobEntry job = Table.Read(id);
            bool fresh = job.State == JobState.Waiting && job.Attempt == 0;
            if (fresh && run.Count > 0 && run.Transformation == job.Transformation)
            {
                run.Count++;
                continue;
            }

            Queue(run, step);
            run = fresh ? (id, 1, job.Transformation) : default;
            if (!fresh && job.State == JobState.Waiting && step(job.Transformation) is { } facts)
            {
                JobRecord committed = Committed(id);
                _waiting.Return(
                    facts, id, job.InfrastructureLosses, committed.Snapshot.Avoided(committed.LatestHost), RestOfBackoff(id, committed.Snapshot, job.Updated),
                    TimeSpan.FromMilliseconds(Math.Max(0, now - job.Updated)));
            }
        }

        Queue(run, step);
        foreach ((long id, LiveAttempt live) in _live)
        {
            if (step(Table.Read(id).Transformation) is { } facts)
            {
                _waiting.Adopt(facts, id, Pilots.Find(live.PilotId)?.Site ?? "");
                _unread.Enqueue(id);
            }
        }
    }

    void ILedgerLoading.Job(in StoredJob job)
    {
        while (Table.Count + 1 < job.Id)
        {
            // Ids are dense; a gap that an older version left is filled with a job that nobody has.
            Table.Add(new JobEntry { State = JobState.Invalidated });
        }

        Table.Add(new JobEntry
        {
            State = job.State,
            Minor = Table.Names.Minor.Intern(job.Minor),
            Cause = Table.Names.Cause.Intern(job.Cause),
            Site = Table.Names.Site.Intern(job.Site),
            Host = Table.Names.Host.Intern(job.Host),
            Owner = Table.OwnerOf(job.Owner, job.TransformationId),
            Application = Table.Names.Application.Intern(job.Application),
            Priority = job.Priority,
            Transformation = job.TransformationId,
            Run = job.Run,
            Section = job.Section,
            Attempt = job.Attempt,
            PayloadFailures = job.PayloadFailures,
            InfrastructureLosses = job.InfrastructureLosses,
            FirstInput = job.FirstInput,
            Created = Instant(job.CreatedUtc),
            Updated = Instant(job.UpdatedUtc),
            LastEvent = job.LastEvent,
        });
        if (job.CauseDetail.Length > 0)
        {
            Table.SetCauseDetail(job.Id, job.CauseDetail);
        }

        if (job.LostHosts.Length > 0)
        {
            Table.SetLostHosts(job.Id, new HostSet(job.LostHosts));
        }
    }

    void ILedgerLoading.Inputs(long jobId, IReadOnlyList<long> files) => Table.SetInputs(jobId, files);

    void ILedgerLoading.Size(long jobId, double bytes) => _sizes.Set(jobId, bytes);

    void ILedgerLoading.Pace(long transformationId, StepPace pace) => Paces.Restore(transformationId, pace);

    void ILedgerLoading.LiveAttempt(long jobId, LiveAttempt attempt)
    {
        _live[jobId] = attempt;
        Table.Write(jobId, Table.Read(jobId) with { AttemptState = attempt.State });
    }

    void ILedgerLoading.Loss(long jobId, int attempt, string cause)
    {
        JobEntry job = Table.Read(jobId);
        // Every attempt since the job was made or rescheduled, but a live one, counts as one or the other.
        int closed = _live.ContainsKey(jobId) ? job.Attempt - 1 : job.Attempt;
        if (MayBeLostAgain(job.State) && attempt > closed - job.PayloadFailures - job.InfrastructureLosses && StickingCauses.Contains(cause))
        {
            _sticking[jobId] = _sticking.GetValueOrDefault(jobId) + 1;
        }
    }

    void ILedgerLoading.Pilot(StoredPilot pilot) => Pilots.Set(pilot);

    void ILedgerLoading.LastPilot(long id) => Pilots.SetLast(id);

    // Of others nobody asks again.
    private static bool MayBeLostAgain(JobState state) => state.IsOpen() || state == JobState.Held;

    private void Queue((long First, int Count, long Transformation) run, Func<long, StepFacts?> step)
    {
        if (run.Count > 0 && step(run.Transformation) is { } facts)
        {
            _waiting.Add(facts, run.First, run.Count);
        }
    }

    private static long Instant(string label) => UtcLabel.Parse(label).ToUnixTimeMilliseconds();
}
