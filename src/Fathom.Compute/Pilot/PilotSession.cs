using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>One registration of the pilot: its heartbeats, and what the server answers to them.</summary>
internal sealed class PilotSession : IAsyncDisposable
{
    private readonly ServerClient client;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource unknown = new();
    private readonly CancellationTokenSource drain = new();
    private readonly Lock gate = new();
    private readonly Task heartbeats;
    private (LeaseReference Fence, CancellationTokenSource Revoked)? held;

    public PilotSession(PilotWelcome pilot, ServerClient client, TimeProvider time)
    {
        (Pilot, this.client, this.time) = (pilot, client, time);
        heartbeats = BeatAsync();
    }

    /// <summary>Who the pilot is.</summary>
    public PilotWelcome Pilot { get; }

    /// <summary>Cancelled when the server does not know this registration any more.</summary>
    public CancellationToken Unknown => unknown.Token;

    /// <summary>Cancelled when the server asks the pilot to drain.</summary>
    public CancellationToken Drain => drain.Token;

    /// <summary>Names the lease in every heartbeat; the source is cancelled where the server revokes it.</summary>
    public void Hold(LeaseReference fence, CancellationTokenSource revoked)
    {
        lock (gate)
        {
            held = (fence, revoked);
        }
    }

    /// <summary>The lease is given back or reported.</summary>
    public void Release()
    {
        lock (gate)
        {
            held = null;
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
        var interval = TimeSpan.FromSeconds(Math.Clamp(Pilot.HeartbeatSeconds, 0.05, 3600));
        try
        {
            while (!unknown.IsCancellationRequested)
            {
                await Task.Delay(interval, time, ended.Token);
                var answer = await client.HeartbeatAsync(Pilot, new Heartbeat(Leases()), ended.Token);
                Obey(answer);
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
        if (answer.Kind == AnswerKind.Unregistered || (answer.Kind == AnswerKind.Stranger && Leases().Length == 0))
        {
            unknown.Cancel();
        }
        if (answer.Reply is { Drain: true })
        {
            drain.Cancel();
        }
        lock (gate)
        {
            if (held is { } lease && answer.Reply?.Revoked.Contains(lease.Fence) == true)
            {
                lease.Revoked.Cancel();
            }
        }
    }

    private LeaseReference[] Leases()
    {
        lock (gate)
        {
            return held is { } lease ? [lease.Fence] : [];
        }
    }
}
