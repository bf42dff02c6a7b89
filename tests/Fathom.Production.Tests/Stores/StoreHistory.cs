using System.Diagnostics.CodeAnalysis;
using Fathom.Production.Protocol;

namespace Fathom.Production.Tests.Stores;

/// <summary>Verbs drawn from a seed, each under a request id of its own, so that it can be asked again.</summary>
internal sealed class StoreHistory
{
    private readonly StoreWorld _world;
    private readonly Random _random;
    private readonly List<long> _pilots = [];
    private readonly List<(long Pilot, LeasedJob Job)> _held = [];
    private int _request;

    [SuppressMessage("Security", "CA5394", Justification = "Histories are drawn from a seed.")]
    public StoreHistory(StoreWorld world, int seed) => (_world, _random) = (world, new Random(seed));

    /// <summary>The next verb: run, it gives its answer as text; run again, the same one.</summary>
    public Func<Task<string>> Next()
    {
        string id = FormattableString.Invariant($"r{++_request}");
        int draw = _random.Next(12);
        if (_pilots.Count == 0 || draw == 0)
        {
            int process = _request;
            return async () =>
            {
                PilotWelcome welcome = await _world.Ledger.RegisterPilotAsync(id, new PilotRegistration("test", "here", $"node{process % 3}", process, "0.1"));
                _pilots.Add(welcome.PilotId);
                return welcome.ToString();
            };
        }

        long pilot = _pilots[_random.Next(_pilots.Count)];
        if (draw < 5 || _held.Count == 0)
        {
            int count = 1 + _random.Next(4);
            return async () =>
            {
                LeaseReply reply = await _world.Ledger.LeaseAsync(id, pilot, count);
                _held.AddRange(reply.Jobs!.Where(job => _held.All(held => held.Job.Fence != job.Fence)).Select(job => (pilot, job)));
                return string.Join(' ', reply.Jobs!.Select(job => job.Fence));
            };
        }

        (long holder, LeasedJob job) = _held[_random.Next(_held.Count)];
        return draw switch
        {
            < 7 => async () => (await _world.Ledger.StartedAsync(id, holder, new AttemptStarted(job.Fence, 7))).ToString(),
            < 8 => async () => (await _world.Ledger.FailedAsync(id, holder, Failure(job, FailureOrigin.Payload, "Crash"))).ToString(),
            < 9 => async () => (await _world.Ledger.FailedAsync(id, holder, Failure(job, FailureOrigin.Infrastructure, "InputDamaged"))).ToString(),
            9 => async () => (await _world.Ledger.KillAsync(id, job.Fence.JobId, "why not", "user:test")).ToString(),
            _ => async () => (await _world.Acceptance.UploadedAsync(id, holder, _world.Write(job))).ToString(),
        };
    }

    private static AttemptFailed Failure(LeasedJob job, FailureOrigin origin, string cause) =>
        new(job.Fence, new FailureEvidence(origin, cause, "told", 1, null, "", new ResourceUse(1, 1, 1)));
}
