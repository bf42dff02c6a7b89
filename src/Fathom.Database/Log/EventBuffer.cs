using System.Data.Common;

namespace Fathom.Database.Log;

/// <summary>The events of the writer's group: numbered at once, written as a block before the commit.</summary>
/// <remarks>A work that throws takes its events back; a group that fails takes back all of them.</remarks>
internal sealed class EventBuffer
{
    private readonly List<BufferedEvent> _waiting = [];
    private readonly BlockAppender _blocks = new();
    private (long Last, byte[] Hash) _durable;

    /// <summary>Events of the group so far: what a work that throws goes back to.</summary>
    public int Mark => _waiting.Count;

    /// <summary>Takes the end of the log from the database.</summary>
    public void Load(DbConnection connection)
    {
        _blocks.Load(connection);
        _durable = (_blocks.Last, _blocks.Hash);
        _waiting.Clear();
    }

    /// <summary>Appends; returns the event's number.</summary>
    public long Append(long utcMilliseconds, string subject, long subjectId, int? attempt, string kind, string actor, string body, long previous)
    {
        long seq = _durable.Last + _waiting.Count + 1;
        ArgumentOutOfRangeException.ThrowIfNegative(subjectId);
        ArgumentOutOfRangeException.ThrowIfNegative(previous);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(previous, seq);
        _waiting.Add(new BufferedEvent(seq, utcMilliseconds, subject, subjectId, attempt, kind, actor, body, previous));
        return seq;
    }

    /// <summary>Takes back what came after the mark.</summary>
    public void Truncate(int mark) => _waiting.RemoveRange(mark, _waiting.Count - mark);

    /// <summary>Writes the group's events.</summary>
    public void Flush(DbConnection connection, long epoch) => _blocks.Append(connection, epoch, _waiting);

    /// <summary>The group is durable.</summary>
    public void Committed()
    {
        _durable = (_blocks.Last, _blocks.Hash);
        _waiting.Clear();
    }

    /// <summary>Nothing of the group was kept.</summary>
    public void Forget()
    {
        _blocks.Restore(_durable);
        _waiting.Clear();
    }
}
