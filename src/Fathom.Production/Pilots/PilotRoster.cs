using Fathom.Database.Writing;
using Fathom.Identity.Tokens;
using Fathom.Production.Attempts;
using Fathom.Production.Forecast;
using Fathom.Production.Jobs;
using Fathom.Production.Leasing;
using Fathom.Production.Logs;
using Fathom.Production.Protocol;
using Fathom.Production.State;
using Fathom.Production.Stores;
using Fathom.Production.Writing;

namespace Fathom.Production.Pilots;

/// <summary>Pilots as they come and go. Whatever a pilot held when it goes is lost, and waits again.</summary>
internal sealed class PilotRoster(LeaseClock leases, AttemptProgress attempts, PilotTokens tokens, SeenLogs seen)
{
    private const string Ended = "Ended", Lost = "Lost";

    /// <summary>Writes down a new pilot; returns its number.</summary>
    public long Register(LedgerWork work, string requestId, PilotRegistration registration)
    {
        long id = work.State.NextPilot();
        long seq = work.Store.Append(Subjects.Pilot, id, null, "Registered", Actors.Pilot(id), LedgerJson.Write(registration), 0);
        work.State.Put(new StoredPilot(
            id, registration.Engine, registration.Site, registration.Host, registration.ProcessId, tokens.Issue(id, requestId).Hash,
            StoredPilot.Alive, work.Store.Now, null, seq)
        {
            CpuFactor = StepPace.Factor(registration.CpuFactor),
        });
        work.Store.AfterCommit(() => leases.Enrol(id));
        return id;
    }

    /// <summary>A pilot that is alive.</summary>
    /// <exception cref="PilotGoneException">It is not.</exception>
    public static StoredPilot RequireAlive(LedgerWork work, long pilotId) => work.State.FindPilot(pilotId) ?? throw new PilotGoneException(pilotId);

    /// <summary>The pilot says that it ends.</summary>
    public void End(LedgerWork work, long pilotId) =>
        Close(work, pilotId, Ended, "PilotEnded", "The pilot ended while it held the job.", Actors.Pilot(pilotId));

    /// <summary>The pilot is dead, or gave no sign of life for a whole lease period.</summary>
    public void Lose(LedgerWork work, long pilotId, string cause, string detail, LastWords? words = null) =>
        Close(work, pilotId, Lost, cause, detail, Actors.Server, words);

    /// <summary>Pilots of a process that are alive.</summary>
    public static List<long> OfProcess(LedgerWork work, string host, int processId) => [.. work.State.AlivePilots()
        .Where(pilot => pilot.Host == host && pilot.ProcessId == processId).Select(pilot => pilot.Id)];

    private void Close(LedgerWork work, long pilotId, string state, string cause, string detail, string actor, LastWords? words = null)
    {
        if (work.State.FindPilot(pilotId) is not { } pilot)
        {
            return;
        }

        long seq = work.Store.Append(Subjects.Pilot, pilotId, null, state, actor, LedgerJson.Write(new { cause, detail }), pilot.LastEvent);
        work.State.Put(pilot with { State = state, EndedUtc = work.Store.Now, LastEvent = seq });
        work.Store.AfterCommit(() => leases.Gone(pilotId));
        var evidence = new FailureEvidence(FailureOrigin.Infrastructure, cause, detail, null, null, "", new ResourceUse(0, 0, 0));
        foreach (JobRecord job in work.State.HeldBy(pilotId))
        {
            // An uploaded attempt is the server's: it is accepted without its pilot.
            string said = (words ?? LastWords.None).Of(job.Id, job.Snapshot.Attempt, seen.Of(job.Id, job.Snapshot.Attempt));
            attempts.End(work, job, AttemptState.Lost, evidence with { LogTail = said }, Actors.Server);
        }
    }
}
