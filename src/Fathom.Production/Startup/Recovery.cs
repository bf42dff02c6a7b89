using Fathom.Database.Reading;
using Fathom.Production.Acceptance;
using Fathom.Production.Transfers;

namespace Fathom.Production.Startup;

/// <summary>What a server does before it answers anybody: takes up what the one before it left, however that ended.</summary>
/// <remarks>Every live lease and pilot gets a full new period (pilots keep their payload while the server is away); copies that the
/// server itself was making are lost and queued again; uploads that were not answered are checked now.</remarks>
public sealed class Recovery(Ledger ledger, AcceptanceService acceptance)
{
    /// <summary>Runs the recovery. Repeating it is harmless.</summary>
    public async Task<RecoveryReport> RunAsync()
    {
        (int pilots, int leases) = ledger.GrantNewPeriods();
        int transfers = await RequeueTransfersAsync();
        int uploads = await acceptance.ResumeAsync();
        int jobs = await ledger.FeedAsync();
        await ledger.ForgetRequestsAsync();
        return new RecoveryReport(leases, pilots, transfers, uploads, jobs);
    }

    private Task<int> RequeueTransfersAsync() => ledger.Database.WriteAsync(transaction =>
    {
        List<long> copying = transaction.Connection.Select("SELECT id FROM transfer WHERE state = 'Copying'", null, row => row.GetInt64(0));
        foreach (long id in copying)
        {
            TransferRecord transfer = TransferRecord.Find(transaction.Connection, id)!;
            var lost = new TransferLost(transfer.Snapshot.Attempt, transfer.Snapshot.Lease, "The server ended while it copied.");
            TransferJournal.Apply(transaction, transfer, lost, Actors.Server);
        }

        return copying.Count;
    });
}

/// <summary>What was taken up.</summary>
/// <param name="Leases">Live leases that got a new period.</param>
/// <param name="Pilots">Living pilots that got a new period.</param>
/// <param name="Transfers">Interrupted copies that were queued again.</param>
/// <param name="Uploads">Uploads that were checked.</param>
/// <param name="Jobs">Jobs that were made from files that waited.</param>
public sealed record RecoveryReport(int Leases, int Pilots, int Transfers, int Uploads, int Jobs);
