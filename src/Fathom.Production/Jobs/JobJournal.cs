using Fathom.Database.Writing;
using Fathom.Production.Accounting;
using Fathom.Production.Leasing;
using Fathom.Production.Protocol;

namespace Fathom.Production.Jobs;

/// <summary>The one way in which a job changes: state machine, projection, event, lease clock, all in one transaction.</summary>
internal sealed class JobJournal(LeaseClock leases, AccountingBook accounts)
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
        if (job.Snapshot.HasLiveAttempt && !next.HasLiveAttempt)
        {
            accounts.AttemptEnded(transaction, ClosedAttempt.Read(transaction, job, next.AttemptState!.Value));
        }

        return transition;
    }

    /// <summary>Makes a job for one input file.</summary>
    public static long Create(WriteTransaction transaction, long transformationId, int? run, int? section, long fileId)
    {
        long id = transaction.Insert(
            """
            INSERT INTO job (transformation_id, run, section, state, created_utc, updated_utc)
            VALUES (@transformationId, @run, @section, 'Waiting', @Now, @Now)
            """,
            new { transformationId, run, section, transaction.Now });
        transaction.Execute("INSERT INTO job_input (job_id, file_id) VALUES (@id, @fileId)", new { id, fileId });
        var created = new JobCreated(transformationId, run, section, [fileId]);
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
