using System.Diagnostics.CodeAnalysis;
using Fathom.Compute.Payload;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>A lease that the pilot holds, from the answer that brought it until its end is reported.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and whoever revokes may come last.")]
internal sealed class HeldLease
{
    private readonly CancellationTokenSource revoked = new();
    private PayloadProcess? payload;

    /// <summary>Cancelled when the lease is not the pilot's any more.</summary>
    public CancellationToken Revoked => revoked.Token;

    /// <summary>The lease is not the pilot's any more.</summary>
    public void Revoke() => revoked.Cancel();

    /// <summary>Called when the payload runs.</summary>
    public Action? Began { get; set; }

    /// <summary>The payload runs, or no longer.</summary>
    public void Runs(PayloadProcess? process)
    {
        Volatile.Write(ref payload, process);
        if (process is not null)
        {
            Began?.Invoke();
        }
    }

    /// <summary>Its last lines and what it uses; null where no payload runs.</summary>
    public PeekedLog? Peek(LeaseReference fence) => Volatile.Read(ref payload) is { } running && running.Last is var use
        ? new PeekedLog(fence, running.LogTail, use.Wall.TotalSeconds, use.CpuSeconds, use.MemoryBytes)
        : null;
}
