using System.Security.Cryptography;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Attempts;

/// <summary>Gives jobs to pilots: later transformations first, so that the chain flows; within one, those least often lost,
/// then the oldest.</summary>
internal sealed class JobDispatch(JobJournal journal, LeasedJobBuilder builder)
{
    /// <summary>Leases a job to a pilot, or gives null where none waits.</summary>
    public LeasedJob? Lease(WriteTransaction transaction, long pilotId, string host)
    {
        while (NextWaiting(transaction) is { } id)
        {
            JobRecord job = JobRecord.Find(transaction.Connection, id)!;
            LeaseReference fence = new(id, job.Snapshot.Attempt + 1, NewLease());
            if (builder.Build(transaction.Connection, job, fence, out JobHeld? obstacle) is { } leased)
            {
                var happened = new JobLeased(fence.Attempt, fence.Lease, pilotId, host, leased.OutputElement.Name, leased.OutputPath);
                journal.Apply(transaction, job, happened, Actors.Pilot(pilotId));
                return leased;
            }

            journal.Apply(transaction, job, obstacle!, Actors.Server);
            CampaignCompletion.Check(transaction, job.CampaignId);
        }

        return null;
    }

    /// <summary>A new lease id: 128 random bits.</summary>
    public static string NewLease() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static long? NextWaiting(WriteTransaction transaction)
    {
        foreach (long transformation in transaction.Connection.Select(
            """
            SELECT t.id FROM transformation t JOIN campaign c ON c.id = t.campaign_id
            WHERE t.state = 'Active' AND c.state = 'Active' ORDER BY t.ordinal DESC, t.id
            """,
            null,
            row => row.GetInt64(0)))
        {
            long? job = transaction.Connection.SelectFirst<long?>(
                """
                SELECT id FROM job WHERE transformation_id = @transformation AND state = 'Waiting'
                ORDER BY infrastructure_losses, id LIMIT 1
                """,
                new { transformation },
                row => row.GetInt64(0));
            if (job is not null)
            {
                return job;
            }
        }

        return null;
    }
}
