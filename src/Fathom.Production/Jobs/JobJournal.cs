using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Diagnosis;
using Fathom.Production.Leasing;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Jobs;

/// <summary>The one way in which a job changes: state machine, event, memory, lease clock, all together.</summary>
internal sealed class JobJournal(LeaseClock leases)
{
    /// <summary>Attempts that failed by their storage element.</summary>
    public StorageFailures StorageFailures { get; } = new();

    /// <summary>Applies an event; a refusal changes nothing.</summary>
    public JobTransition Apply(LedgerWork work, JobRecord job, JobEvent happened, string actor)
    {
        JobTransition transition = JobStateMachine.Apply(job.Snapshot, happened);
        if (transition.Next is not { } next)
        {
            return transition;
        }

        int? attempt = happened is AttemptEvent fenced ? fenced.Attempt : job.Snapshot.HasLiveAttempt ? job.Snapshot.Attempt : null;
        long seq = work.Store.Append(
            Subjects.Job, job.Id, attempt, JobEventJson.Kind(happened), actor, JobEventJson.Body(happened), job.LastEvent);
        LiveAttempt? live = JobLives.Next(job.Live, next, happened, work.Store);
        work.State.Put(job with
        {
            Snapshot = next,
            Live = live,
            StickingLosses = Sticking(job, happened),
            LastEvent = seq,
            Site = (live ?? job.Live) is { } at && work.State.Pilots.Find(at.PilotId) is { } pilot ? pilot.Site : job.Site,
        });
        KeepAttempt(work, job, live, next, happened);
        if (InputStateOf(next) is { } input && (job.Snapshot.State.IsOpen() != next.State.IsOpen() || input != InputStateOf(job.Snapshot)))
        {
            work.State.PutInputs(job, input);
        }

        FollowLease(work, job, next, happened);
        if (happened is AttemptEnded { Verdict.Action: RuleAction.BlameElement, Evidence.Element: { Length: > 0 } element })
        {
            work.Store.AfterCommit(() => StorageFailures.Add(element));
        }

        return transition;
    }

    /// <summary>Makes jobs, one for each file, with consecutive ids and one event; returns the id of the first.</summary>
    public static long Create(LedgerWork work, long transformationId, IReadOnlyList<InputFile> files)
    {
        long first = work.State.NextJob();
        var made = JobsCreated.Of(transformationId, first, files);
        long seq = work.Store.Append(Subjects.Job, first, null, JobEventJson.Kind(made), Actors.Server, JobEventJson.Body(made), 0);
        work.State.Put(new NewJobs(transformationId, first, files, seq, UtcLabel.Parse(work.Store.Now).ToUnixTimeMilliseconds()));
        work.Store.SaveNewJobs(transformationId, first, files, seq);
        return first;
    }

    /// <summary>Makes one job for several files; returns its id.</summary>
    public static long CreateFor(LedgerWork work, long transformationId, InputFile files)
    {
        long id = work.State.NextJob();
        var made = new JobCreated(transformationId, files.Run, files.Section, files.All);
        long seq = work.Store.Append(Subjects.Job, id, null, JobEventJson.Kind(made), Actors.Server, JobEventJson.Body(made), 0);
        work.State.Put(new NewJobs(transformationId, id, [files], seq, UtcLabel.Parse(work.Store.Now).ToUnixTimeMilliseconds()));
        work.Store.SaveNewJobs(transformationId, id, [files], seq);
        return id;
    }

    /// <summary>The path of an attempt, ended just now, holds nothing that is not accepted: nobody need look there again.</summary>
    /// <param name="work">What it works with.</param>
    /// <param name="job">The job as it was while the attempt lived.</param>
    /// <param name="state">How the attempt ended.</param>
    public static void Swept(LedgerWork work, JobRecord job, AttemptState state)
    {
        (LiveAttempt ended, JobRecord now) = (job.Live!, work.State.Find(job.Id)!);
        long seq = work.Store.Append(Subjects.Job, job.Id, ended.Number, "Swept", Actors.Server, "{}", now.LastEvent);
        work.State.Put(now with { LastEvent = seq });
        work.State.Put(new StoredAttempt(job.Id, ended, state, null, work.Store.Now, Swept: true));
    }

    private static int Sticking(JobRecord job, JobEvent happened) => happened switch
    {
        JobRescheduled => 0,
        AttemptEnded { Outcome: AttemptState.Lost } ended when StickingCauses.Contains(ended.Evidence.Cause) => job.StickingLosses + 1,
        _ => job.StickingLosses,
    };

    // While it runs nothing changes; an invalidated job's input is freed by whoever invalidates it.
    private static InputState? InputStateOf(JobSnapshot job) => job.State switch
    {
        JobState.Done => InputState.Processed,
        JobState.Held when job.Minor != JobStateMachine.InputProblematic && job.PayloadFailures > RecoveryPolicy.PayloadRetries => InputState.MaxReset,
        JobState.Held or JobState.Killed => InputState.Problematic,
        JobState.Invalidated => null,
        _ => InputState.Assigned,
    };

    private static void KeepAttempt(LedgerWork work, JobRecord job, LiveAttempt? live, JobSnapshot next, JobEvent happened)
    {
        if (live is not null)
        {
            work.State.Put(new StoredAttempt(job.Id, live, live.State, null, null));
        }
        else if (job.Live is { } ended && next.AttemptState is { } state)
        {
            work.State.Put(new StoredAttempt(job.Id, ended, state, (happened as AttemptEnded)?.Evidence, work.Store.Now));
        }
    }

    private void FollowLease(LedgerWork work, JobRecord job, JobSnapshot next, JobEvent happened)
    {
        switch (happened)
        {
            case JobLeased leased:
                work.Store.AfterCommit(() => leases.Grant(new LeaseReference(job.Id, leased.Attempt, leased.Lease), leased.PilotId));
                break;
            case OutputsUploaded uploaded:
                work.Store.AfterCommit(() => leases.HandOver(new LeaseReference(job.Id, uploaded.Attempt, uploaded.Lease)));
                break;
            default:
                if (job.Live is { } live && !next.HasLiveAttempt)
                {
                    work.Store.AfterCommit(() => leases.Remove(new LeaseReference(job.Id, live.Number, live.Lease)));
                }

                break;
        }
    }
}
