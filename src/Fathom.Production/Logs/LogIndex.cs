using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Production.Logs;

/// <summary>Where a log is in a segment.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Offset">Where its bytes begin.</param>
internal readonly record struct LogPlace(long JobId, int Attempt, long Offset);

/// <summary>The index of a segment to which nothing more is appended: places in order of job and attempt, found by halving.</summary>
/// <remarks>Eight bytes, the time of the newest log [ms since 1970], the number of places; then for each job, attempt and offset, little-endian.</remarks>
internal static class LogIndex
{
    public const string Ending = ".index";

    private const int Head = 24, Place = 24;

    private static ReadOnlySpan<byte> Magic => "FTHMIDX1"u8;

    /// <summary>Writes the index beside its segment; killed at any instant, there is none or all of it.</summary>
    public static void Write(string path, IReadOnlyCollection<LogPlace> places, long newestUtcMilliseconds)
    {
        byte[] bytes = new byte[Head + (places.Count * Place)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), newestUtcMilliseconds);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), places.Count);
        int at = Head;
        foreach (LogPlace place in places.OrderBy(place => place.JobId).ThenBy(place => place.Attempt))
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), place.JobId);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 8), place.Attempt);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at + 16), place.Offset);
            at += Place;
        }

        string fresh = path + ".new";
        using (SafeFileHandle file = File.OpenHandle(fresh, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>When the newest log of the segment came, or null where there is no whole index.</summary>
    public static long? Newest(string path)
    {
        using SafeFileHandle? file = Open(path);
        return file is null ? null : ReadHead(file)?.Newest;
    }

    /// <summary>Where the log of an attempt begins; -1 where the segment has none; null where there is no whole index.</summary>
    public static long? Find(string path, long job, int attempt)
    {
        using SafeFileHandle? file = Open(path);
        if (file is null || ReadHead(file) is not { } head)
        {
            return null;
        }

        Span<byte> room = stackalloc byte[Place];
        for (int low = 0, high = head.Count - 1; low <= high;)
        {
            int middle = low + ((high - low) / 2);
            if (RandomAccess.Read(file, room, Head + ((long)middle * Place)) < Place)
            {
                return null;
            }

            int order = BinaryPrimitives.ReadInt64LittleEndian(room).CompareTo(job) is not 0 and var jobs
                ? jobs
                : BinaryPrimitives.ReadInt32LittleEndian(room[8..]).CompareTo(attempt);
            if (order == 0)
            {
                return BinaryPrimitives.ReadInt64LittleEndian(room[16..]);
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static (long Newest, int Count)? ReadHead(SafeFileHandle file)
    {
        Span<byte> room = stackalloc byte[Head];
        return RandomAccess.Read(file, room, 0) == Head && room[..8].SequenceEqual(Magic)
            ? (BinaryPrimitives.ReadInt64LittleEndian(room[8..]), BinaryPrimitives.ReadInt32LittleEndian(room[16..]))
            : null;
    }

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
