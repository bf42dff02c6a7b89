using Fathom.Database.Writing;
using Fathom.Production.Grouping;
using Fathom.Production.Leasing;
using Fathom.Production.Protocol;

namespace Fathom.Production.Jobs;

/// <summary>The one way in which a job changes: state machine, projection, event, lease clock, all in one transaction.</summary>
internal sealed class JobJournal(LeaseClock leases)
{
    /// <summary>Applies an event; a refusal changes nothing.</summary>
    public JobTransition Apply(WriteTransaction transaction, JobRecord job, JobEvent happened, string actor)
    {
        JobTransition transition = JobStateMachine.Apply(job.Snapshot, happened);
        if (transition.Next is not { } next)
        {
            return transition;
        }

        JobProjection.Write(transaction, job, next, happened);
        int? attempt = happened is AttemptEvent fenced ? fenced.Attempt : job.Snapshot.HasLiveAttempt ? job.Snapshot.Attempt : null;
        transaction.Events.Append(Subjects.Job, job.Id, attempt, JobEventJson.Kind(happened), actor, JobEventJson.Body(happened));
        FollowLease(transaction, job, next, happened);
        return transition;
    }

    /// <summary>Makes a job for its input files.</summary>
    public static long Create(WriteTransaction transaction, long transformationId, InputGroup inputs)
    {
        long id = transaction.Insert(
            """
            INSERT INTO job (transformation_id, run, section, state, created_utc, updated_utc)
            VALUES (@transformationId, @Run, @Section, 'Waiting', @Now, @Now)
            """,
            new { transformationId, inputs.Run, inputs.Section, transaction.Now });
        foreach (long fileId in inputs.Files)
        {
            transaction.Execute("INSERT INTO job_input (job_id, file_id) VALUES (@id, @fileId)", new { id, fileId });
        }

        var created = new JobCreated(transformationId, inputs.Run, inputs.Section, inputs.Files);
        transaction.Events.Append(Subjects.Job, id, null, JobEventJson.Kind(created), Actors.Server, JobEventJson.Body(created));
        return id;
    }

    private void FollowLease(WriteTransaction transaction, JobRecord job, JobSnapshot next, JobEvent happened)
    {
        switch (happened)
        {
            case JobLeased leased:
                transaction.AfterCommit(() => leases.Grant(new LeaseReference(job.Id, leased.Attempt, leased.Lease), leased.PilotId));
                break;
            case OutputsUploaded uploaded:
                transaction.AfterCommit(() => leases.HandOver(uploaded.Lease));
                break;
            default:
                if (job.Snapshot.HasLiveAttempt && !next.HasLiveAttempt)
                {
                    transaction.AfterCommit(() => leases.Remove(job.Snapshot.Lease));
                }

                break;
        }
    }
}
