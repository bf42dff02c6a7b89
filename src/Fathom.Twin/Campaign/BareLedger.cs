using Fathom.Production.Diagnosis;
using Fathom.Production.Dispatch;
using Fathom.Production.Jobs;
using Fathom.Production.Leasing;
using Fathom.Production.Protocol;
using Fathom.Twin.Time;

namespace Fathom.Twin.Campaign;

/// <summary>Production's pure parts (state machine, policy, dispatcher, lease clock) over an array of jobs.</summary>
internal sealed class BareLedger(int jobs, Func<long, long> transformationOf, Dispatcher dispatcher, LeaseClock leases, VirtualTime time) : ILedgerOfTwin
{
    private static readonly ResourceUse NoUse = new(0, 0, 0);

    private readonly JobSnapshot?[] _jobs = new JobSnapshot?[jobs];
    private readonly Dictionary<string, string> _hostOfLease = new(StringComparer.Ordinal);
    private readonly DispatchDecision[] _chosen = new DispatchDecision[1];
    private long _pilots;

    public int Done { get; private set; }

    public int Held { get; private set; }

    public long Events { get; private set; }

    public long Register(string site, string host)
    {
        leases.Enrol(++_pilots);
        return _pilots;
    }

    public LeaseOfTwin? Lease(long pilot, in PilotOffer offer, out DispatchAnswer answer)
    {
        answer = dispatcher.Choose(offer, _chosen, time.Now);
        if (answer.Count == 0)
        {
            return null;
        }

        DispatchDecision chosen = _chosen[0];
        JobSnapshot job = JobOf(chosen.JobId);
        var lease = new LeaseOfTwin(chosen.JobId, job.Attempt + 1, $"{chosen.JobId:x}.{job.Attempt + 1:x}", chosen.ReadFrom, chosen.ReadBytesPerSecond);
        Apply(lease.Job, new JobLeased(lease.Attempt, lease.Lease, pilot, offer.Host, "", ""));
        var fence = new LeaseReference(lease.Job, lease.Attempt, lease.Lease);
        leases.Grant(fence, pilot);
        _hostOfLease[lease.Lease] = offer.Host;
        return lease;
    }

    public bool Started(long pilot, LeaseOfTwin lease) => Apply(lease.Job, new PayloadStarted(lease.Attempt, lease.Lease, 1));

    public void ReadEnded(LeaseOfTwin lease, double seconds) => dispatcher.ReadEnded(lease.Job, TimeSpan.FromSeconds(seconds));

    public bool Uploaded(long pilot, LeaseOfTwin lease, double seconds)
    {
        if (!Apply(lease.Job, new OutputsUploaded(lease.Attempt, lease.Lease, [], NoUse, "", "", ""))
            || !Apply(lease.Job, new OutputsAccepted(lease.Attempt, lease.Lease, [])))
        {
            return false;
        }

        Close(lease.Lease);
        dispatcher.Ended(lease.Job, time.Now, seconds);
        Done++;
        return true;
    }

    public bool Failed(long pilot, LeaseOfTwin lease, bool ofPayload, string cause) => EndWithout(
        lease.Job, lease.Attempt, lease.Lease, ofPayload ? AttemptState.Failed : AttemptState.Lost,
        new FailureEvidence(ofPayload ? FailureOrigin.Payload : FailureOrigin.Infrastructure, cause, "", null, null, "", NoUse), _hostOfLease.GetValueOrDefault(lease.Lease, ""));

    public bool Heartbeat(long pilot, LeaseOfTwin? lease) =>
        leases.Seen(pilot) && (lease is null || leases.Renew(pilot, new LeaseReference(lease.Job, lease.Attempt, lease.Lease)));

    public void End(long pilot) => leases.Gone(pilot);

    public int Expire()
    {
        int expired = 0;
        foreach (LeaseReference fence in leases.Expired())
        {
            var evidence = new FailureEvidence(FailureOrigin.Infrastructure, "LeaseExpired", "", null, null, "", NoUse);
            expired += EndWithout(fence.JobId, fence.Attempt, fence.Lease, AttemptState.Lost, evidence, _hostOfLease[fence.Lease]) ? 1 : 0;
        }

        foreach (long silent in leases.SilentPilots())
        {
            End(silent);
        }

        return expired;
    }

    /// <summary>The state of a job.</summary>
    public JobSnapshot JobOf(long id) => _jobs[id - 1] ?? JobSnapshot.New;

    private bool EndWithout(long id, int attempt, string lease, AttemptState outcome, FailureEvidence evidence, string host)
    {
        JobSnapshot job = JobOf(id);
        RecoveryDecision decision = RecoveryPolicy.Decide(evidence, host, new FailureHistory(job.PayloadFailures, job.LostHosts, 0));
        if (!Apply(id, new AttemptEnded(attempt, lease, outcome, host, evidence, decision)))
        {
            return false;
        }

        Close(lease);
        JobRange range = dispatcher.Ended(id, time.Now)!.Value;
        JobSnapshot next = JobOf(id);
        if (next.State == JobState.Waiting)
        {
            dispatcher.Return(transformationOf(id), new ReturnedJob(range, next.LostHosts, next.InfrastructureLosses, time.Now), time.Now);
        }
        else
        {
            Held++;
        }

        return true;
    }

    private void Close(string lease)
    {
        leases.Remove(lease);
        _hostOfLease.Remove(lease);
    }

    private bool Apply(long id, JobEvent happened)
    {
        if (JobStateMachine.Apply(JobOf(id), happened).Next is not { } next)
        {
            return false;
        }

        _jobs[id - 1] = next;
        Events++;
        return true;
    }
}
