using Fathom.Production.Protocol;

namespace Fathom.Compute.Payload;

/// <summary>A payload process, seen from the pilot.</summary>
internal sealed class PayloadProcess : IDisposable
{
    private readonly ChildProcess child;
    private readonly PayloadWatch watch;
    private readonly WatchedPayload watched;
    private readonly PayloadStart start;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly MemoryGroup? group;

    private PayloadProcess(ChildProcess child, MemoryGroup? group, PayloadStart start, PayloadLimits limits, PayloadWatch watch, TimeProvider time)
    {
        (this.child, this.group, this.watch, this.start, this.time, began) = (child, group, watch, start, time, time.GetTimestamp());
        watched = new WatchedPayload(child, limits, start.Folder, start.Log, time);
        watch.Add(watched);
    }

    /// <summary>Its process id.</summary>
    public int ProcessId => child.ProcessId;

    /// <summary>Its last lines so far.</summary>
    public string LogTail => PayloadLog.TailOf(start.Log);

    /// <summary>What it used when last looked at.</summary>
    public PayloadSample Last => watched.Last with { Wall = time.GetElapsedTime(began) };

    /// <summary>Starts a payload.</summary>
    /// <exception cref="PayloadNotStartedException">The system could not start it.</exception>
    public static PayloadProcess Start(PayloadStart start, PayloadLimits limits, PayloadWatch watch, TimeProvider time)
    {
        MemoryGroup? group = limits.MemoryBytes is { } memory ? MemoryGroup.TryMake(memory) : null;
        try
        {
            return new(ChildProcess.Start(group?.Within(start) ?? start), group, start, limits, watch, time);
        }
        catch
        {
            group?.Dispose();
            throw;
        }
    }

    /// <summary>Waits for its end; where cancelled, kills it with all it started, and waits for that.</summary>
    public async Task<PayloadOutcome> WaitAsync(CancellationToken kill)
    {
        using var killer = kill.Register(child.Kill);
        var end = await child.WaitAsync();
        watch.Remove(watched);
        return new PayloadOutcome(
            end.ExitCode, end.Signal, LogTail,
            new ResourceUse(end.CpuSeconds, time.GetElapsedTime(began).TotalSeconds, Math.Max(end.MaxRssBytes, watched.PeakMemory)), watched.Breach ?? group?.Breach);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watch.Remove(watched);
        child.Kill();
        child.Dispose();
        group?.Dispose();
    }
}

/// <summary>The system could not start a payload process.</summary>
public sealed class PayloadNotStartedException(string executable, string reason)
    : Exception($"{executable}: the payload could not be started: {reason}");
