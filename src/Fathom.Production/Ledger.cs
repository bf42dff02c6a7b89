using Fathom.Database;
using Fathom.Database.Requests;
using Fathom.Identity.Tokens;
using Fathom.Production.Acceptance;
using Fathom.Production.Accounting;
using Fathom.Production.Attempts;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Leasing;
using Fathom.Production.Operations;
using Fathom.Production.Pilots;
using Fathom.Production.Protocol;

namespace Fathom.Production;

/// <summary>The ledger: every change of campaigns, jobs and attempts goes through here, each with a request id (law 5).</summary>
/// <remarks>A repeat of a request id returns the first answer; with another body it throws <see cref="RequestConflictException"/>.
/// Every task completes only when its change is durable. Uploads go through <see cref="AcceptanceService"/>.</remarks>
public sealed class Ledger
{
    private readonly LedgerOptions _options;
    private readonly PilotTokens _tokens;
    private readonly TransformationFeeder _feeder;
    private readonly JobDispatch _dispatch;
    private readonly PilotRoster _pilots;
    private readonly CampaignControl _campaigns;
    private readonly JobControl _jobs;
    private readonly OutputInvalidation _invalidation;

    /// <summary>Builds the ledger over a database that this process may write.</summary>
    /// <param name="database">The workspace's database.</param>
    /// <param name="tokens">Issues the tokens of pilots.</param>
    /// <param name="options">How it works.</param>
    public Ledger(WorkspaceDatabase database, PilotTokens tokens, LedgerOptions options)
    {
        options.Validate();
        (Database, _tokens, _options) = (database, tokens, options);
        Leases = new LeaseClock(database.Time, options.LeasePeriod);
        Accounts = new AccountingBook(database);
        Journal = new JobJournal(Leases, Accounts);
        Attempts = new AttemptProgress(Journal);
        _feeder = new TransformationFeeder(database, options.FeedBatch);
        _dispatch = new JobDispatch(Journal, new LeasedJobBuilder(options.Workspace));
        _pilots = new PilotRoster(Leases, Attempts, tokens);
        _campaigns = new CampaignControl(_feeder);
        _jobs = new JobControl(Journal);
        _invalidation = new OutputInvalidation(Journal);
    }

    /// <summary>True: pilots are told to take no further job and to end.</summary>
    public bool Draining { get; set; }

    /// <summary>Leases of live attempts, on the monotonic clock.</summary>
    public LeaseClock Leases { get; }

    /// <summary>What ended attempts used, by site, campaign, transformation, user and hour.</summary>
    public AccountingBook Accounts { get; }

    internal WorkspaceDatabase Database { get; }

    internal JobJournal Journal { get; }

    internal AttemptProgress Attempts { get; }

    /// <summary>A pilot comes up. Its token is derived, not stored, so that a repeat of the request gets the same one.</summary>
    public async Task<PilotWelcome> RegisterPilotAsync(string requestId, PilotRegistration registration)
    {
        long id = await Database.WriteAsync(transaction => RequestJournal.Once(
            transaction, requestId, "register", registration, () => _pilots.Register(transaction, requestId, registration)));
        return new PilotWelcome(
            id, _tokens.Issue(id, requestId).Token.Reveal(), _options.HeartbeatPeriod.TotalSeconds, _options.LeasePeriod.TotalSeconds);
    }

    /// <summary>A pilot ends; what it held waits again.</summary>
    public Task<OperationReply> EndPilotAsync(string requestId, long pilotId) => Database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, requestId, "end", new { pilotId }, () =>
        {
            _pilots.End(transaction, pilotId);
            return OperationReply.Ok;
        }));

    /// <summary>The process of a pilot is dead: what it held waits again at once. Repeating it is harmless.</summary>
    public Task PilotDiedAsync(string host, int processId, string detail) => Database.WriteAsync(transaction =>
        PilotRoster.OfProcess(transaction, host, processId).ForEach(id => _pilots.Lose(transaction, id, "PilotDied", detail)));

    /// <summary>A sign of life; names the leases that are not honoured any more. Not an event (law 3).</summary>
    /// <exception cref="PilotGoneException">The pilot has ended or is lost.</exception>
    public HeartbeatReply Heartbeat(long pilotId, Heartbeat beat)
    {
        if (!Leases.Seen(pilotId))
        {
            throw new PilotGoneException(pilotId);
        }

        return new HeartbeatReply([.. beat.Leases.Where(fence => !Leases.Renew(pilotId, fence))], Draining);
    }

    /// <summary>Gives a job to a pilot. A repeat of the request id gives the same job; an answer without a job is not kept.</summary>
    /// <exception cref="PilotGoneException">The pilot has ended or is lost.</exception>
    public async Task<LeaseReply> LeaseAsync(string requestId, long pilotId)
    {
        Leases.Seen(pilotId);
        LeasedJob? job = Draining ? null : await Database.WriteAsync(transaction => RequestJournal.Once(
            transaction, requestId, "lease", new { pilotId },
            () => _dispatch.Lease(transaction, pilotId, PilotRoster.RequireAlive(transaction, pilotId)),
            keep: leased => leased is not null));
        return new LeaseReply(job, job is null ? _options.RetryAfter.TotalSeconds : 0, Draining);
    }

    /// <summary>The payload of an attempt began.</summary>
    public Task<FenceReply> StartedAsync(string requestId, long pilotId, AttemptStarted started) => Database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, requestId, "started", new { pilotId, started }, () => Attempts.Start(transaction, pilotId, started)));

    /// <summary>An attempt ended without outputs.</summary>
    public Task<FenceReply> FailedAsync(string requestId, long pilotId, AttemptFailed failed) => Database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, requestId, "failed", new { pilotId, failed }, () => Attempts.Fail(transaction, pilotId, failed)));

    /// <summary>Creates a campaign; one of the same name and definition is returned as it is.</summary>
    public Task<CampaignReply> CreateCampaignAsync(string requestId, CampaignDefinition definition, string actor) =>
        Database.WriteAsync(transaction => RequestJournal.Once(
            transaction, requestId, "create campaign", new { definition, actor },
            () => CampaignCreation.Create(transaction, definition, actor)));

    /// <summary>Starts a campaign, or goes on with a stopped or ended one. One that is active stays so. Its transfers that were
    /// given up are queued again.</summary>
    public async Task<OperationReply> StartCampaignAsync(string requestId, string name, string actor)
    {
        try
        {
            return await Database.WriteAsync(transaction => RequestJournal.Once(
                transaction, requestId, "start campaign", new { name, actor }, () => _campaigns.Start(transaction, name, actor)));
        }
        catch (NoInputException nothing)
        {
            return OperationReply.Refused(nothing.Message);
        }
    }

    /// <summary>Stops a campaign: what runs finishes, nothing more is leased.</summary>
    public Task<OperationReply> StopCampaignAsync(string requestId, string name, string actor) => Database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, requestId, "stop campaign", new { name, actor }, () => CampaignControl.Stop(transaction, name, actor)));

    /// <summary>Lets a held or killed job try again, with its counts at zero.</summary>
    public Task<OperationReply> RescheduleAsync(string requestId, long jobId, string reason, string actor) => Database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, requestId, "reschedule", new { jobId, reason, actor }, () => _jobs.Reschedule(transaction, jobId, reason, actor)));

    /// <summary>Ends a job.</summary>
    public Task<OperationReply> KillAsync(string requestId, long jobId, string reason, string actor) => Database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, requestId, "kill", new { jobId, reason, actor }, () => _jobs.Kill(transaction, jobId, reason, actor)));

    /// <summary>Invalidates a file and everything made from it; the inputs of the jobs that made them are free again.</summary>
    public Task<OperationReply> InvalidateOutputAsync(string requestId, long fileId, string reason, string actor) => Database.WriteAsync(transaction =>
        RequestJournal.Once(transaction, requestId, "invalidate", new { fileId, reason, actor }, () => _invalidation.Invalidate(transaction, fileId, reason, actor)));

    /// <summary>Makes jobs from new and freed files of active transformations; returns how many. Repeating it is harmless.</summary>
    public Task<int> FeedAsync() => _feeder.FeedAsync();

    /// <summary>Forgets answers to requests older than two days.</summary>
    public Task<int> ForgetRequestsAsync() => Database.WriteAsync(transaction => RequestJournal.Forget(transaction, Database.Time));

    /// <summary>Ends leases whose period has passed, and gives up pilots that were silent for as long; returns how many leases.</summary>
    public async Task<int> ExpireAsync()
    {
        int expired = 0;
        foreach (LeaseReference fence in Leases.Expired())
        {
            expired += await Database.WriteAsync(transaction => LeaseExpiry.Expire(transaction, Attempts, fence)) ? 1 : 0;
            Leases.Remove(fence.Lease);
        }

        foreach (long pilot in Leases.SilentPilots())
        {
            await Database.WriteAsync(transaction =>
                _pilots.Lose(transaction, pilot, "PilotSilent", "The pilot gave no sign of life for a whole lease period."));
        }

        return expired;
    }
}
