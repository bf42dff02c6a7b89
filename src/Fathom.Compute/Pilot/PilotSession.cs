using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>One registration of the pilot: its token, its heartbeats, and what the server answers to them.</summary>
internal sealed class PilotSession : IAsyncDisposable
{
    private readonly ServerClient client;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource unknown = new();
    private readonly CancellationTokenSource drain = new();
    private readonly Lock gate = new();
    private readonly Dictionary<LeaseReference, HeldLease> held = [];
    private readonly Task heartbeats;
    private volatile PilotWelcome pilot;
    private IReadOnlyList<LeaseReference> peek = [];

    public PilotSession(PilotWelcome pilot, ServerClient client, TimeProvider time)
    {
        (this.pilot, this.client, this.time) = (pilot, client, time);
        heartbeats = BeatAsync();
    }

    /// <summary>Who the pilot is, with the token that is valid now.</summary>
    public PilotWelcome Pilot => pilot;

    /// <summary>True once the server has shown that it takes several events in a request.</summary>
    public bool ServerBatches { get; set; }

    /// <summary>Cancelled when the server does not know this registration any more.</summary>
    public CancellationToken Unknown => unknown.Token;

    /// <summary>Cancelled when the server asks the pilot to drain.</summary>
    public CancellationToken Drain => drain.Token;

    /// <summary>Names the lease in every heartbeat, until it is released.</summary>
    public HeldLease Hold(LeaseReference fence)
    {
        lock (gate)
        {
            return held[fence] = new HeldLease();
        }
    }

    /// <summary>The lease is given back or reported.</summary>
    public void Release(LeaseReference fence)
    {
        lock (gate)
        {
            held.Remove(fence);
        }
    }

    /// <summary>The lease as it is held, or null.</summary>
    public HeldLease? Find(LeaseReference fence)
    {
        lock (gate)
        {
            return held.GetValueOrDefault(fence);
        }
    }

    /// <summary>The server said in an answer that it does not know the pilot.</summary>
    public void Forget() => unknown.Cancel();

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await heartbeats;
        ended.Dispose();
        unknown.Dispose();
        drain.Dispose();
    }

    private async Task BeatAsync()
    {
        var interval = TimeSpan.FromSeconds(Math.Clamp(pilot.HeartbeatSeconds, 0.05, 3600));
        try
        {
            while (!unknown.IsCancellationRequested)
            {
                await Task.Delay(interval, time, ended.Token);
                Obey(await client.HeartbeatAsync(pilot, Beat(), ended.Token));
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The session is over.
        }
    }

    private void Obey(ServerAnswer<HeartbeatReply> answer)
    {
        // A stranger is believed only where nothing is lost by it; the report of the job will show whose it is.
        if (answer.Kind == AnswerKind.Unregistered || (answer.Kind == AnswerKind.Stranger && HoldsNothing))
        {
            unknown.Cancel();
        }
        if (answer.Reply is not { } reply)
        {
            return;
        }
        if (reply.Token is { } next)
        {
            pilot = pilot with { Token = next };
        }
        if (reply.Drain)
        {
            drain.Cancel();
        }
        lock (gate)
        {
            peek = reply.Peek ?? [];
            foreach (var fence in reply.Revoked)
            {
                held.GetValueOrDefault(fence)?.Revoke();
            }
        }
    }

    private bool HoldsNothing
    {
        get
        {
            lock (gate)
            {
                return held.Count == 0;
            }
        }
    }

    private Heartbeat Beat()
    {
        LeaseReference[] leases;
        List<(LeaseReference Fence, HeldLease Lease)> asked;
        lock (gate)
        {
            leases = [.. held.Keys];
            asked = [.. peek.Where(held.ContainsKey).Select(fence => (fence, held[fence]))];
        }
        // Read outside the lock: a log may lie on a slow disk.
        List<PeekedLog> logs = [.. asked.Select(peeked => peeked.Lease.Peek(peeked.Fence)).OfType<PeekedLog>()];
        return new Heartbeat(leases, logs.Count > 0 ? logs : null);
    }
}
