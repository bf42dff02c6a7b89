using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Identity.Tokens;
using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.Leasing;
using Fathom.Production.Protocol;
using Fathom.Production.Writing;

namespace Fathom.Production.Pilots;

/// <summary>Pilots as they come and go. Whatever a pilot held when it goes is lost, and waits again.</summary>
internal sealed class PilotRoster(LeaseClock leases, AttemptProgress attempts, PilotTokens tokens)
{
    private const string Alive = "Alive", Ended = "Ended", Lost = "Lost";

    /// <summary>Writes down a new pilot; returns its number.</summary>
    public long Register(WriteTransaction transaction, string requestId, PilotRegistration registration)
    {
        long id = transaction.Insert(
            """
            INSERT INTO pilot (engine, site, host, process_id, token_hash, state, registered_utc)
            VALUES (@Engine, @Site, @Host, @ProcessId, '', 'Alive', @Now)
            """,
            new { registration.Engine, registration.Site, registration.Host, registration.ProcessId, transaction.Now });
        transaction.Execute("UPDATE pilot SET token_hash = @hash WHERE id = @id", new { id, hash = tokens.Issue(id, requestId).Hash });
        transaction.Events.Append(Subjects.Pilot, id, null, "Registered", Actors.Pilot(id), LedgerJson.Write(registration));
        transaction.AfterCommit(() => leases.Enrol(id));
        return id;
    }

    /// <summary>The host of a pilot that is alive.</summary>
    /// <exception cref="PilotGoneException">It is not.</exception>
    public static string RequireAlive(WriteTransaction transaction, long pilotId) => transaction.Connection.SelectFirst(
        "SELECT host FROM pilot WHERE id = @pilotId AND state = @Alive", new { pilotId, Alive }, row => row.GetString(0))
        ?? throw new PilotGoneException(pilotId);

    /// <summary>The pilot says that it ends.</summary>
    public void End(WriteTransaction transaction, long pilotId) =>
        Close(transaction, pilotId, Ended, "PilotEnded", "The pilot ended while it held the job.", Actors.Pilot(pilotId));

    /// <summary>The pilot is dead, or gave no sign of life for a whole lease period.</summary>
    public void Lose(WriteTransaction transaction, long pilotId, string cause, string detail) =>
        Close(transaction, pilotId, Lost, cause, detail, Actors.Server);

    /// <summary>Pilots of a process that are alive.</summary>
    public static List<long> OfProcess(WriteTransaction transaction, string host, int processId) => transaction.Connection.Select(
        "SELECT id FROM pilot WHERE host = @host AND process_id = @processId AND state = @Alive",
        new { host, processId, Alive },
        row => row.GetInt64(0));

    private void Close(WriteTransaction transaction, long pilotId, string state, string cause, string detail, string actor)
    {
        if (transaction.Execute(
            "UPDATE pilot SET state = @state, ended_utc = @Now WHERE id = @pilotId AND state = @Alive",
            new { pilotId, state, transaction.Now, Alive }) == 0)
        {
            return;
        }

        transaction.Events.Append(Subjects.Pilot, pilotId, null, state, actor, LedgerJson.Write(new { cause, detail }));
        transaction.AfterCommit(() => leases.Gone(pilotId));
        var evidence = new FailureEvidence(FailureOrigin.Infrastructure, cause, detail, null, null, "", new ResourceUse(0, 0, 0));
        foreach (long job in transaction.Connection.Select(
            "SELECT job_id FROM attempt WHERE pilot_id = @pilotId AND state IN ('Leased', 'Running')", new { pilotId }, row => row.GetInt64(0)))
        {
            // An uploaded attempt is the server's: it is accepted without its pilot.
            attempts.End(transaction, JobRecord.Find(transaction.Connection, job)!, AttemptState.Lost, evidence, Actors.Server);
        }
    }
}
