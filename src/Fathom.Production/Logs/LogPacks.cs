using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Production.Logs;

/// <summary>Packs whole logs per transformation, for the one server of a workspace. A log that is lost is no job that is lost: nothing here is
/// on the way of an acknowledgement.</summary>
/// <param name="root">Folder of the logs.</param>
/// <param name="time">The clock.</param>
/// <param name="notes">Where it says what it could not do.</param>
public sealed class LogPacks(string root, TimeProvider time, TextWriter notes)
{
    /// <summary>What was appended is durable after this, at the latest.</summary>
    public static readonly TimeSpan FlushPeriod = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(long Transformation, bool Failed), LogPack> _packs = new();

    /// <summary>Appends a log whose bytes were checked.</summary>
    /// <param name="transformation">The job's transformation.</param>
    /// <param name="failed">Whether the attempt failed: its log is kept longer.</param>
    /// <param name="head">What stands before it.</param>
    /// <param name="packed">The log, compressed by Brotli.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public LogReceipt Append(long transformation, bool failed, LogHead head, ReadOnlyMemory<byte> packed) =>
        _packs.GetOrAdd((transformation, failed), static (key, root) => new LogPack(root, key.Transformation, key.Failed), root).Append(head, packed);

    /// <summary>Indexes what an earlier server left, then syncs every <see cref="FlushPeriod"/> until it is told to end.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Recover();
        using var timer = new PeriodicTimer(FlushPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                Flush();
            }
        }
        finally
        {
            Each(pack => pack.Seal());
        }
    }

    /// <summary>Makes what was appended durable.</summary>
    public void Flush()
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Each(pack => pack.Flush(now));
    }

    /// <summary>Gives each segment that was cut short an index of the logs in it that are whole; returns how many segments.</summary>
    public int Recover()
    {
        int recovered = 0;
        foreach (LogSegment segment in LogSegment.All(root).Where(left => !File.Exists(left.IndexPath) && !IsActive(left)))
        {
            recovered += Try(() => Recover(segment)) ? 1 : 0;
        }

        return recovered;
    }

    private static void Recover(LogSegment segment)
    {
        var places = new List<LogPlace>();
        long newest = segment.FirstUtcMilliseconds;
        using (SafeFileHandle file = WholeLog.Open(segment))
        {
            foreach ((LogHead head, long offset) in LogSegment.Scan(file))
            {
                if (IsWhole(segment, file, head, offset))
                {
                    places.Add(new LogPlace(head.JobId, head.Attempt, offset));
                    newest = Math.Max(newest, head.UtcMilliseconds);
                }
            }
        }

        if (places.Count == 0)
        {
            File.Delete(segment.Path);
            return;
        }

        LogIndex.Write(segment.IndexPath, places, newest);
    }

    private static bool IsWhole(LogSegment segment, SafeFileHandle file, LogHead head, long offset)
    {
        try
        {
            _ = segment.Read(file, head, offset);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private bool IsActive(LogSegment segment) => _packs.TryGetValue((segment.Transformation, segment.Failed), out LogPack? pack) && pack.Appends(segment.Path);

    private void Each(Action<LogPack> act)
    {
        foreach (LogPack pack in _packs.Values)
        {
            Try(() => act(pack));
        }
    }

    private bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            notes.WriteLine($"logs: {fault.Message}");
            return false;
        }
    }
}
