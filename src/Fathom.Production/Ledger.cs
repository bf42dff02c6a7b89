using Fathom.Database;
using Fathom.Database.Requests;
using Fathom.Identity.Tokens;
using Fathom.Production.Acceptance;
using Fathom.Production.Accounting;
using Fathom.Production.Attempts;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Leasing;
using Fathom.Production.Logs;
using Fathom.Production.Monitor;
using Fathom.Production.Operations;
using Fathom.Production.Pilots;
using Fathom.Production.Protocol;
using Fathom.Production.Requests;
using Fathom.Production.State;
using Fathom.Production.Stores;
using Fathom.Storage.Load;

namespace Fathom.Production;

/// <summary>The ledger: every change of campaigns, jobs and attempts goes through here, each with a request id (law 5).</summary>
/// <remarks>
/// <para>A repeat of a request id returns the first answer; with another body it throws <see cref="RequestConflictException"/>.
/// Every task completes only when its change is durable. Uploads go through <see cref="AcceptanceService"/>.</para>
/// <para>The state of all jobs is in memory: it is read before anything else is asked.</para>
/// </remarks>
public sealed partial class Ledger
{
    private static readonly HeartbeatReply GoOn = new([], false), EndOrderly = new([], true);

    private readonly LedgerOptions _options;
    private readonly PilotTokens _tokens;
    private readonly TimeProvider _time;
    private readonly JobLeasing _leasing;
    private readonly PilotRoster _pilots;
    private readonly JobControl _jobs;
    private readonly SeenLogs _seen;

    /// <summary>Builds the ledger over a database that this process may write, and loads it.</summary>
    /// <param name="database">The workspace's database.</param>
    /// <param name="tokens">Issues the tokens of pilots.</param>
    /// <param name="options">How it works.</param>
    /// <param name="waiting">Chooses the jobs that are leased; null: those least often lost first, then later transformations.</param>
    public Ledger(WorkspaceDatabase database, PilotTokens tokens, LedgerOptions options, IWaitingJobs? waiting = null)
        : this(new SqlLedgerStore(database), tokens, options, waiting)
    {
    }

    /// <summary>Builds the ledger of a server over its workspace: jobs are given out by the dispatcher.</summary>
    /// <param name="database">The workspace's database.</param>
    /// <param name="tokens">Issues the tokens of pilots.</param>
    /// <param name="options">How it works.</param>
    /// <param name="storage">Governs what jobs read; shared with the transfers.</param>
    public static Ledger Dispatching(WorkspaceDatabase database, PilotTokens tokens, LedgerOptions options, StorageBandwidth storage) =>
        new(database, tokens, options, new DispatchedJobs(new Dispatcher(new DispatchOptions(), storage), database.Time));

    /// <summary>Builds the ledger over a store, and loads it.</summary>
    /// <param name="store">Where it is durable.</param>
    /// <param name="tokens">Issues the tokens of pilots.</param>
    /// <param name="options">How it works.</param>
    /// <param name="waiting">Chooses the jobs that are leased; null: those least often lost first, then later transformations.</param>
    public Ledger(ILedgerStore store, PilotTokens tokens, LedgerOptions options, IWaitingJobs? waiting = null)
    {
        options.Validate();
        (_tokens, _options, _time) = (tokens, options, store.Time);
        Memory = new LedgerMemory(store, new LedgerState(waiting ?? new WaitingInOrder(store.Time), store.Time))
        {
            Accounts = store is SqlLedgerStore { Database: var database } ? new AccountingBook(database) : null,
        };
        Leases = new LeaseClock(store.Time, options.LeasePeriod);
        Journal = new JobJournal(Leases);
        Attempts = new AttemptProgress(Journal, options.Workspace, Rules.Most);
        Diagnosis = new AttemptDiagnosis(Memory, Rules);
        _leasing = new JobLeasing(Journal, new LeasedJobBuilder(options.Workspace, OutputToken));
        _seen = new SeenLogs(store.Time);
        _pilots = new PilotRoster(Leases, Attempts, tokens, _seen);
        _jobs = new JobControl(Journal);
        if (store is SqlLedgerStore sql)
        {
            Campaigns = new CampaignVerbs(Memory, sql.Database, Journal, options.FeedBatch);
        }

        Memory.Load();
        Memory.Reloaded = () => GrantNewPeriods();
    }

    /// <summary>True: pilots are told to take no further job and to end.</summary>
    public bool Draining { get; set; }

    /// <summary>Leases of live attempts, on the monotonic clock.</summary>
    public LeaseClock Leases { get; }

    /// <summary>All jobs as they are committed: what the job monitor reads. Another table after the connection was lost.</summary>
    public JobTable Jobs => Memory.State.Table;

    /// <summary>Pilots that are alive: what tokens are checked with.</summary>
    public PilotTable Pilots => Memory.State.Pilots;

    /// <summary>What ended attempts used, by site, campaign, transformation, user and hour.</summary>
    /// <exception cref="NotSupportedException">The ledger is not kept in a database.</exception>
    public AccountingBook Accounts => Memory.Accounts ?? throw new NotSupportedException("This ledger is not kept in a database.");

    /// <summary>Attempts that failed by their storage element since the server started.</summary>
    public Diagnosis.StorageFailures StorageFailures => Journal.StorageFailures;

    internal LedgerMemory Memory { get; }

    internal JobJournal Journal { get; }

    internal AttemptProgress Attempts { get; }

    internal AttemptDiagnosis Diagnosis { get; }

    /// <summary>Makes the rules that judge failures ready, on a thread of the pool; nobody needs to wait for it.</summary>
    public Task WarmDiagnosisAsync() => Task.Run(Diagnosis.Warm);

    /// <summary>A pilot comes up. Its token is derived, not stored: a repeat of the request gets the same one, or a newer one where it renews it.</summary>
    public async Task<PilotWelcome> RegisterPilotAsync(string requestId, PilotRegistration registration)
    {
        long id = await OnceAsync(requestId, "register", registration, work => _pilots.Register(work, requestId, registration));
        string token = registration.RenewsToken
            ? _tokens.Issue(id, _time.GetUtcNow()).Reveal()
            : _tokens.Issue(id, requestId).Token.Reveal();
        return new PilotWelcome(id, token, _options.HeartbeatPeriod.TotalSeconds, _options.LeasePeriod.TotalSeconds);
    }

    /// <summary>A pilot ends; what it held waits again.</summary>
    public Task<OperationReply> EndPilotAsync(string requestId, long pilotId) => OnceAsync(requestId, "end", new { pilotId }, work =>
    {
        _pilots.End(work, pilotId);
        return OperationReply.Ok;
    });

    /// <summary>The process of a pilot is dead: what it held waits again at once. Repeating it is harmless.</summary>
    /// <param name="host">Its machine.</param>
    /// <param name="processId">Its process there.</param>
    /// <param name="detail">How it ended.</param>
    /// <param name="words">What could still be read of it; null: nothing.</param>
    public Task PilotDiedAsync(string host, int processId, string detail, LastWords? words = null) => Memory.WriteAsync(work =>
    {
        PilotRoster.OfProcess(work, host, processId).ForEach(id => _pilots.Lose(work, id, "PilotDied", detail, words));
        return true;
    });

    /// <summary>A pilot is dead, as its engine saw it: what it held waits again at once. Repeating it is harmless.</summary>
    /// <param name="pilotId">It.</param>
    /// <param name="cause">Normalised cause.</param>
    /// <param name="detail">In words.</param>
    /// <param name="words">What could still be read of it; null: nothing.</param>
    public Task PilotLostAsync(long pilotId, string cause, string detail, LastWords? words = null) => Memory.WriteAsync(work =>
    {
        _pilots.Lose(work, pilotId, cause, detail, words);
        return true;
    });

    /// <summary>A sign of life; names the leases that are not honoured any more. Not an event (law 3).</summary>
    /// <exception cref="PilotGoneException">The pilot has ended or is lost.</exception>
    public HeartbeatReply Heartbeat(long pilotId, Heartbeat beat)
    {
        if (!Leases.Beat(pilotId, beat.Leases, out List<LeaseReference>? revoked))
        {
            throw new PilotGoneException(pilotId);
        }

        if (beat.Peeks is { Count: > 0 })
        {
            _seen.Heard(beat, revoked);
        }

        return revoked is not null ? new HeartbeatReply(revoked, Draining) : Draining ? EndOrderly : GoOn;
    }

    /// <summary>The next token of a pilot, where a third of its present one's life has passed; null where it is still good.</summary>
    /// <param name="pilotId">The pilot.</param>
    /// <param name="expires">End of the token that it has.</param>
    public string? RenewToken(long pilotId, DateTimeOffset expires) => PilotTokens.NeedsRenewal(new PilotClaim(pilotId, expires), _time.GetUtcNow())
        ? _tokens.Issue(pilotId, _time.GetUtcNow()).Reveal()
        : null;

    /// <summary>Lets a held or killed job try again, with its counts at zero.</summary>
    public Task<OperationReply> RescheduleAsync(string requestId, long jobId, string reason, string actor) =>
        OnceAsync(requestId, "reschedule", new { jobId, reason, actor }, work => _jobs.Reschedule(work, jobId, reason, actor));

    /// <summary>Ends a job.</summary>
    public Task<OperationReply> KillAsync(string requestId, long jobId, string reason, string actor) =>
        OnceAsync(requestId, "kill", new { jobId, reason, actor }, work => _jobs.Kill(work, jobId, reason, actor));

    /// <summary>Makes jobs for files that no job of the transformation has, one for each, with consecutive ids; returns the first id.</summary>
    /// <param name="transformationId">The transformation.</param>
    /// <param name="files">The files, in the order of the jobs.</param>
    public Task<long> CreateJobsAsync(long transformationId, IReadOnlyList<InputFile> files) =>
        Memory.WriteAsync(work => JobJournal.Create(work, transformationId, files));

    /// <summary>Ends leases whose period has passed, and gives up pilots that were silent for as long; returns how many leases.</summary>
    public async Task<int> ExpireAsync()
    {
        int expired = 0;
        foreach (LeaseReference fence in Leases.Expired())
        {
            expired += await Memory.WriteAsync(work => LeaseExpiry.Expire(work, Attempts, fence, _seen.Of(fence.JobId, fence.Attempt))) ? 1 : 0;
            Leases.Remove(fence);
        }

        foreach (long pilot in Leases.SilentPilots())
        {
            await Memory.WriteAsync(work =>
            {
                _pilots.Lose(work, pilot, "PilotSilent", "The pilot gave no sign of life for a whole lease period.");
                return true;
            });
        }

        return expired;
    }

    /// <summary>Every living pilot and every live lease gets a full new period; returns how many of each.</summary>
    internal (int Pilots, int Leases) GrantNewPeriods()
    {
        Leases.Clear();
        List<long> pilots = [.. Pilots.All.Select(pilot => pilot.Id)];
        pilots.ForEach(Leases.Enrol);
        List<(long Job, LiveAttempt Attempt)> live = [.. Memory.State.Live];
        live.ForEach(one => Leases.Grant(
            new LeaseReference(one.Job, one.Attempt.Number, one.Attempt.Lease), one.Attempt.PilotId, one.Attempt.State == AttemptState.Uploaded));
        return (pilots.Count, live.Count);
    }

    private string? OutputToken(string element, string folder) =>
        _options.OutputTokens?.Issue(element, folder, _time.GetUtcNow() + _options.OutputTokenLife).Reveal();

    private Task<T> OnceAsync<T>(string requestId, string operation, object body, Func<LedgerWork, T> verb, Func<T, bool>? keep = null)
    {
        string hash = AnsweredOnce.Hash(operation, body);
        return Memory.WriteAsync(work => AnsweredOnce.Run(work, requestId, hash, () => verb(work), keep));
    }
}
