using System.Collections.Concurrent;
using Fathom.Production.Protocol;

namespace Fathom.Portal.Live;

/// <summary>Last lines of running payloads on request: the pilot hears of the wish in the answer to a heartbeat, and the next one brings them.</summary>
public sealed class PeekDesk(TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Wish> _wishes = new();

    /// <summary>Waits for the last lines of a job; null where no pilot brought them in time.</summary>
    public async Task<PeekedLog?> PeekAsync(long jobId, TimeSpan patience, CancellationToken cancellation)
    {
        Wish wish = _wishes.GetOrAdd(jobId, _ => new Wish());
        try
        {
            return await wish.Come.Task.WaitAsync(patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            _wishes.TryRemove(new(jobId, wish));
        }
    }

    /// <summary>A heartbeat: takes what it brings, and returns what it should bring next.</summary>
    public IReadOnlyList<LeaseReference>? Heard(Heartbeat beat)
    {
        if (_wishes.IsEmpty)
        {
            return null;
        }

        foreach (PeekedLog log in beat.Peeks ?? [])
        {
            if (_wishes.TryGetValue(log.Fence.JobId, out Wish? wish))
            {
                wish.Come.TrySetResult(log);
            }
        }

        LeaseReference[] wanted = [.. beat.Leases.Where(lease => _wishes.TryGetValue(lease.JobId, out Wish? wish) && !wish.Come.Task.IsCompleted)];
        return wanted.Length > 0 ? wanted : null;
    }

    private sealed class Wish
    {
        public TaskCompletionSource<PeekedLog> Come { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
