using System.Security.Cryptography;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Attempts;

/// <summary>Gives jobs to pilots: those least often lost first, so that a bad job delays nothing but itself; among these
/// later transformations first, so that the chain flows; within one, the oldest.</summary>
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

    // The first of each transformation is one seek in the index job_transformation; only these few are compared.
    private static long? NextWaiting(WriteTransaction transaction)
    {
        (long Losses, long Id)? best = null;
        foreach (long transformation in Active(transaction))
        {
            (long Losses, long Id)? first = FirstWaiting(transaction, transformation);
            if (first is { Losses: 0 })
            {
                return first?.Id;
            }

            // Later transformations come first: they win where the losses are equal.
            best = first is { } found && (best is not { } kept || found.Losses < kept.Losses) ? first : best;
        }

        return best?.Id;
    }

    private static List<long> Active(WriteTransaction transaction) => transaction.Connection.Select(
        """
        SELECT t.id FROM transformation t JOIN campaign c ON c.id = t.campaign_id
        WHERE t.state = 'Active' AND c.state = 'Active' ORDER BY t.ordinal DESC, t.id
        """,
        null,
        row => row.GetInt64(0));

    private static (long Losses, long Id)? FirstWaiting(WriteTransaction transaction, long transformation) =>
        transaction.Connection.SelectFirst<(long, long)?>(
            """
            SELECT infrastructure_losses, id FROM job WHERE transformation_id = @transformation AND state = 'Waiting'
            ORDER BY infrastructure_losses, id LIMIT 1
            """,
            new { transformation },
            row => (row.GetInt64(0), row.GetInt64(1)));
}
