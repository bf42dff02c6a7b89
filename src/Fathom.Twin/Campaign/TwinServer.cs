using System.Globalization;
using Fathom.Identity.Tokens;
using Fathom.Production;
using Fathom.Production.Acceptance;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Stores;
using Fathom.Storage.Elements;
using Fathom.Twin.Scenarios;
using Fathom.Twin.Time;

namespace Fathom.Twin.Campaign;

/// <summary>The server of a simulation: production's ledger, dispatcher and acceptance over the store in memory, without HTTP.</summary>
/// <remarks>Pilots say everything under request ids of their own and never repeat one, so that answers are kept for minutes only.</remarks>
internal sealed class TwinServer
{
    private const int JobsAtATime = 20_000;

    private static readonly Secret Key = new("a key for simulated pilots, of no use elsewhere");
    private static readonly Heartbeat Idle = new([]);

    private readonly Scenario _scenario;
    private readonly MemoryLedgerStore _store;
    private readonly DispatchedJobs _waiting;
    private readonly Dispatcher _dispatcher;
    private readonly Ledger _ledger;
    private readonly EventBatches _events;
    private long _requests;
    private string? _question;

    /// <summary>Makes the server and all jobs of a scenario.</summary>
    public TwinServer(Scenario scenario, SimulatedForecasts forecasts, Dispatcher dispatcher, VirtualTime time)
    {
        (_scenario, _dispatcher) = (scenario, dispatcher);
        _store = new MemoryLedgerStore(time)
        {
            KeepsHistory = false,
            RepeatsWithin = TimeSpan.FromMinutes(5),
            Inputs = forecasts.InputOf,
            DispatchRules = LedgerOfScenario.Rules(scenario),
        };
        foreach (var step in LedgerOfScenario.Steps(scenario))
        {
            _store.Steps.Add(step);
        }

        _waiting = new DispatchedJobs(dispatcher, time, forecasts);
        _ledger = new Ledger(
            _store, new PilotTokens(Key),
            new LedgerOptions
            {
                Workspace = "/",
                LeasePeriod = TimeSpan.FromSeconds(scenario.LeaseSeconds),
                HeartbeatPeriod = TimeSpan.FromSeconds(scenario.HeartbeatSeconds),
            },
            _waiting);
        var elements = new StorageElements();
        elements.Set(new SoundElement());
        _events = new EventBatches(_ledger, new AcceptanceService(_ledger, elements, checks: 0));
        MakeJobs(forecasts);
    }

    /// <summary>Jobs that are done.</summary>
    public int Done { get; private set; }

    /// <summary>Jobs that wait for a person.</summary>
    public int Held { get; private set; }

    /// <summary>Events in the ledger.</summary>
    public long Events => _store.Image.LastEvent;

    /// <summary>A pilot comes up; gives its number.</summary>
    public long Register(string site, string host, double cpuFactor) =>
        Wait(_ledger.RegisterPilotAsync(NextRequest(), new PilotRegistration("twin", site, host, 1, "0", CpuFactor: cpuFactor))).PilotId;

    /// <summary>A pilot asks for a job.</summary>
    /// <param name="pilot">The pilot.</param>
    /// <param name="remaining">Wall time that it has left [s]; null: no end.</param>
    /// <param name="refusal">Where it gets none: why, and when it is to ask again.</param>
    public LeaseOfTwin? Lease(long pilot, double? remaining, out (DispatchObstacles Obstacles, double RetryAfter) refusal)
    {
        // An answer without a job is not kept, so that its id is as good as new.
        LeaseReply reply = Wait(_ledger.LeaseAsync(_question ??= NextRequest(), pilot, 1, remaining));
        refusal = (_waiting.LastAnswer.Obstacles, reply.RetryAfterSeconds);
        if (reply.Jobs is not [{ } job])
        {
            return null;
        }

        _question = null;
        DispatchDecision chosen = _waiting.LastDecision;
        return new LeaseOfTwin(job.Fence, job.OutputPath, chosen.ReadFrom, chosen.ReadBytesPerSecond);
    }

    /// <summary>Its payload began; false where the lease is not honoured.</summary>
    public bool Started(long pilot, LeaseOfTwin lease) => Tell(pilot, new PilotEvent(Started: new AttemptStarted(lease.Fence, 1)));

    /// <summary>Its inputs are read, by a read that took so long [s].</summary>
    /// <remarks>Told to the governor itself: pilots of today read in place, and do not say when they are through.</remarks>
    public void ReadEnded(LeaseOfTwin lease, double seconds) => _dispatcher.ReadEnded(lease.Job, TimeSpan.FromSeconds(seconds));

    /// <summary>Its outputs are uploaded; false where they are not accepted.</summary>
    public bool Uploaded(long pilot, LeaseOfTwin lease, ResourceUse use)
    {
        var output = new UploadedOutput(
            "ESD", string.Create(CultureInfo.InvariantCulture, $"esd/{lease.Job}"), lease.OutputPath + "/out", SoundElement.Size, SoundElement.Checksum, 1, "{}");
        bool accepted = Tell(pilot, new PilotEvent(Uploaded: new AttemptUploaded(lease.Fence, [output], use, "", "")));
        Done += accepted ? 1 : 0;
        return accepted;
    }

    /// <summary>It ended without outputs; false where the lease is not honoured.</summary>
    public bool Failed(long pilot, LeaseOfTwin lease, FailureOrigin origin, string cause, ResourceUse use)
    {
        var evidence = new FailureEvidence(origin, cause, "simulated", null, null, "", use);
        bool taken = Tell(pilot, new PilotEvent(Failed: new AttemptFailed(lease.Fence, evidence)));
        CountHeld();
        return taken;
    }

    /// <summary>A sign of life; false where the lease it names is not honoured.</summary>
    /// <exception cref="Production.Pilots.PilotGoneException">The pilot is not known any more.</exception>
    public bool Heartbeat(long pilot, LeaseOfTwin? lease) => _ledger.Heartbeat(pilot, lease?.Beat ?? Idle).Revoked.Count == 0;

    /// <summary>A pilot ends in good order.</summary>
    public void End(long pilot) => Wait(_ledger.EndPilotAsync(NextRequest(), pilot));

    /// <summary>Ends leases without a sign of life; gives how many.</summary>
    public int Expire()
    {
        int expired = Wait(_ledger.ExpireAsync());
        CountHeld();
        return expired;
    }

    /// <summary>An operator says something of users, sites or elements; false where the incident is none of that.</summary>
    public bool Say(Incident incident)
    {
        if (LedgerOfScenario.After(_store.DispatchRules, _scenario, incident) is not { } rules)
        {
            return false;
        }

        _store.DispatchRules = rules;
        return Wait(_ledger.Memory.WriteAsync(work =>
        {
            work.StepsChanged();
            return true;
        }));
    }

    private void MakeJobs(SimulatedForecasts forecasts)
    {
        (long first, int transformation) = (1, 1);
        foreach (int jobs in LedgerOfScenario.Jobs(_scenario))
        {
            for (long end = first + jobs; first < end;)
            {
                int count = (int)Math.Min(JobsAtATime, end - first);
                long from = first;
                Wait(_ledger.CreateJobsAsync(transformation, [.. Enumerable.Range(0, count).Select(i => new InputFile(from + i, 1, null) { Bytes = forecasts.SizeOf(from + i) })]));
                first += count;
            }

            transformation++;
        }
    }

    // As pilots say it. The body's bytes, which a repeat would be compared by, there are not: nothing is repeated.
    private bool Tell(long pilot, PilotEvent happened) =>
        Wait(_events.TakeAsync(NextRequest(), pilot, new PilotEvents([happened]), ReadOnlyMemory<byte>.Empty)).Answers[0].Accepted;

    private void CountHeld() => Held = (int)_ledger.Jobs.Counts.Total()[(int)JobState.Held];

    private string NextRequest() => string.Create(CultureInfo.InvariantCulture, $"r{++_requests}");

    // The store in memory has done its work when it returns.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
