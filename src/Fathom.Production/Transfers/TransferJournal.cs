using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;

namespace Fathom.Production.Transfers;

/// <summary>The one way in which a transfer changes: state machine, projection, event, abandoned path.</summary>
internal static class TransferJournal
{
    /// <summary>Queues the copy of a file to an element; once for each file and element.</summary>
    public static void Queue(WriteTransaction transaction, long fileId, string destination, string actor)
    {
        if (transaction.Connection.Exists(
            "SELECT 1 FROM transfer WHERE file_id = @fileId AND destination = @destination", new { fileId, destination }))
        {
            return;
        }

        long id = transaction.Insert(
            "INSERT INTO transfer (file_id, destination, state, updated_utc) VALUES (@fileId, @destination, 'Queued', @Now)",
            new { fileId, destination, transaction.Now });
        Append(transaction, id, new TransferQueued(fileId, destination), actor);
    }

    /// <summary>Lets the transfers of a campaign's valid files that were given up try again, with their counts at zero.</summary>
    public static void RetryOfCampaign(WriteTransaction transaction, long campaignId, string reason, string actor)
    {
        foreach (long id in transaction.Connection.Select(
            """
            SELECT x.id FROM transfer x JOIN file f ON f.id = x.file_id
            WHERE x.state = 'Failed' AND f.state = 'Valid' AND f.campaign_id = @campaignId
              AND NOT EXISTS (SELECT 1 FROM replica r WHERE r.file_id = f.id AND r.se = x.destination AND r.state = 'Valid')
            ORDER BY x.id
            """,
            new { campaignId },
            row => row.GetInt64(0)))
        {
            Apply(transaction, TransferRecord.Find(transaction.Connection, id)!, new TransferRetried(reason), actor);
        }
    }

    /// <summary>Applies an event; a refusal changes nothing.</summary>
    public static JobRefusal? Apply(WriteTransaction transaction, TransferRecord transfer, TransferEvent happened, string actor)
    {
        TransferTransition transition = TransferStateMachine.Apply(transfer.Snapshot, happened);
        if (transition.Next is not { } next)
        {
            return transition.Refusal;
        }

        transaction.Execute(
            """
            UPDATE transfer SET state = @state, attempt = @Attempt, lease = @Lease, path = @Path, failures = @Failures,
                cause = @Cause, cause_detail = @CauseDetail, updated_utc = @Now WHERE id = @Id
            """,
            new
            {
                transfer.Id,
                state = next.State.ToString(),
                next.Attempt,
                next.Lease,
                next.Path,
                next.Failures,
                next.Cause,
                next.CauseDetail,
                transaction.Now,
            });
        if (transfer.Snapshot.State == TransferState.Copying && next.State != TransferState.Done)
        {
            Abandon(transaction, transfer.Destination, transfer.Snapshot.Path);
        }

        Append(transaction, transfer.Id, happened, actor);
        return null;
    }

    /// <summary>Notes a path for the sweeper, unless it is the path of a registered replica.</summary>
    public static void Abandon(WriteTransaction transaction, string element, string path) => transaction.Execute(
        """
        INSERT INTO abandoned_path (se, path)
        SELECT @element, @path WHERE NOT EXISTS (SELECT 1 FROM replica WHERE se = @element AND path = @path)
        ON CONFLICT DO NOTHING
        """,
        new { element, path });

    private static void Append(WriteTransaction transaction, long id, TransferEvent happened, string actor) => transaction.Events.Append(
        Subjects.Transfer, id, (happened as TransferAttemptEvent)?.Attempt, TransferEventJson.Kind(happened), actor, TransferEventJson.Body(happened));
}
