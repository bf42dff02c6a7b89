using Fathom.Production.Protocol;

namespace Fathom.Production.Logs;

/// <summary>Last lines of a payload's log, as a pilot brought them while it ran.</summary>
/// <param name="Text">The lines.</param>
/// <param name="Utc">When they came.</param>
public sealed record SeenLines(string Text, DateTimeOffset Utc);

/// <summary>Last lines that people have looked at while payloads ran: of an attempt that is lost later they may be all that there is.</summary>
/// <remarks>In memory, and of the latest <see cref="Most"/> attempts alone (at most 3 MiB of UTF-16): it is what helps a person, not what
/// anything is decided by. Any thread.</remarks>
/// <param name="time">The clock that labels them.</param>
internal sealed class SeenLogs(TimeProvider time)
{
    /// <summary>Attempts of which lines are kept.</summary>
    public const int Most = 128;

    private readonly Lock _gate = new();
    private readonly Dictionary<(long Job, int Attempt), SeenLines> _seen = [];
    private readonly Queue<(long Job, int Attempt)> _order = [];

    /// <summary>A heartbeat has brought lines; those of leases that are not honoured are not taken.</summary>
    public void Heard(Heartbeat beat, IReadOnlyList<LeaseReference>? revoked)
    {
        foreach (PeekedLog peeked in beat.Peeks ?? [])
        {
            if (peeked.LogTail.Length > 0 && beat.Leases.Contains(peeked.Fence) && revoked?.Contains(peeked.Fence) != true)
            {
                Keep(peeked);
            }
        }
    }

    /// <summary>What was seen last of an attempt; null: nothing.</summary>
    public SeenLines? Of(long job, int attempt)
    {
        lock (_gate)
        {
            return _seen.GetValueOrDefault((job, attempt));
        }
    }

    private void Keep(PeekedLog peeked)
    {
        (long Job, int Attempt) of = (peeked.Fence.JobId, peeked.Fence.Attempt);
        string text = peeked.LogTail.Length > LastWords.MostOfPayload ? peeked.LogTail[^LastWords.MostOfPayload..] : peeked.LogTail;
        lock (_gate)
        {
            if (!_seen.ContainsKey(of))
            {
                _order.Enqueue(of);
            }

            _seen[of] = new SeenLines(text, time.GetUtcNow());
            if (_order.Count > Most)
            {
                _seen.Remove(_order.Dequeue());
            }
        }
    }
}
