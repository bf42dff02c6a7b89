namespace Fathom.Production.Logs;

/// <summary>What became of a log that was to be kept.</summary>
public enum LogReceipt
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>The same was kept before.</summary>
    Repeated,

    /// <summary>The attempt has another log already.</summary>
    Conflicting,
}

/// <summary>The segment that a transformation's logs of one kind are appended to now. Any thread.</summary>
/// <param name="root">Folder of all logs.</param>
/// <param name="transformation">Whose.</param>
/// <param name="failed">Whether of attempts that failed.</param>
internal sealed class LogPack(string root, long transformation, bool failed)
{
    private const long MostBytes = 64 << 20;
    private const int MostLogs = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1), LongestIdle = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private Dictionary<(long Job, int Attempt), ReadOnlyMemory<byte>> _known = [], _knownBefore = [];
    private LogSegmentWriter? _active;

    /// <summary>Appends a log. Not durable yet: that comes with the next <see cref="Flush"/>.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public LogReceipt Append(LogHead head, ReadOnlyMemory<byte> packed)
    {
        lock (_gate)
        {
            // A repeat comes within a minute: it is looked for in this segment and the one before.
            if (_known.TryGetValue((head.JobId, head.Attempt), out var hash) || _knownBefore.TryGetValue((head.JobId, head.Attempt), out hash))
            {
                return hash.Span.SequenceEqual(head.Sha256.Span) ? LogReceipt.Repeated : LogReceipt.Conflicting;
            }

            if (_active is { } full && (full.Length + packed.Length > MostBytes || full.Count >= MostLogs || IsOld(full, head.UtcMilliseconds)))
            {
                Seal();
            }

            _active ??= LogSegmentWriter.Create(root, transformation, failed, head.UtcMilliseconds);
            _active.Append(head, packed);
            _known.Add((head.JobId, head.Attempt), head.Sha256);
            return LogReceipt.Kept;
        }
    }

    /// <summary>Makes what was appended durable; seals a segment that is older than a day, or had nothing new for an hour.</summary>
    public void Flush(long utcMilliseconds)
    {
        lock (_gate)
        {
            _active?.Flush();
            if (_active is { } active && IsOld(active, utcMilliseconds))
            {
                Seal();
            }
        }
    }

    /// <summary>True where this is the file that is appended to.</summary>
    public bool Appends(string path)
    {
        lock (_gate)
        {
            return _active?.Segment.Path == path;
        }
    }

    /// <summary>Ends the segment.</summary>
    public void Seal()
    {
        lock (_gate)
        {
            if (_active is not { } ended)
            {
                return;
            }

            // Whatever the index meets, the segment is given up: recovery makes the index that is missing.
            (_active, _knownBefore, _known) = (null, _known, []);
            using (ended)
            {
                ended.Seal();
            }
        }
    }

    private static bool IsOld(LogSegmentWriter active, long utcMilliseconds) =>
        utcMilliseconds - active.Segment.FirstUtcMilliseconds > (long)Longest.TotalMilliseconds
        || utcMilliseconds - active.LastUtcMilliseconds > (long)LongestIdle.TotalMilliseconds;
}
