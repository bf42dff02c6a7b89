using System.Globalization;
using System.IO.Compression;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Production.Logs;

/// <summary>The whole logs that a workspace has, read where they lie: beside a server that appends, or without one.</summary>
/// <param name="root">Folder of the logs.</param>
public sealed class LogShelf(string root)
{
    /// <summary>The whole log of an attempt, or null where none is kept: it never came, or its time is over.</summary>
    /// <param name="transformation">The job's transformation.</param>
    /// <param name="job">The job.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="said">Length of the log by its tail [byte]. One of another length is not of this attempt, but of one that a restored
    /// database has forgotten. Null: whatever it is.</param>
    public WholeLog? Find(long transformation, long job, int attempt, long? said = null) =>
        LogSegment.Of(root, transformation).Select(segment => Find(segment, job, attempt, said)).FirstOrDefault(found => found is not null);

    /// <summary>The whole log of an attempt as the ledger shows it, or null where none is kept, or its tail is all of it.</summary>
    /// <remarks>The end of an attempt that was killed or lost did not wait for its log: what came later is its own, if it came after its lease.</remarks>
    public WholeLog? Of(JobDetail job, AttemptRow attempt) => LogTailMark.WholeBytes(attempt.LogTail) is { } said
        ? Find(job.Job.TransformationId, job.Job.Id, attempt.Number, said)
        : attempt.State is AttemptState.Killed or AttemptState.Lost
            && Find(job.Job.TransformationId, job.Job.Id, attempt.Number) is { } late && late.UtcMilliseconds >= Milliseconds(attempt.LeasedUtc) ? late : null;

    private static long Milliseconds(string label) =>
        DateTimeOffset.Parse(label, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    private static WholeLog? Find(LogSegment segment, long job, int attempt, long? said)
    {
        try
        {
            long? indexed = LogIndex.Find(segment.IndexPath, job, attempt);
            if (indexed == -1)
            {
                return null;
            }

            using SafeFileHandle file = WholeLog.Open(segment);
            (LogHead? head, long offset) = indexed is { } at ? (HeadAt(file, at), at) : LogSegment.Scan(file).FirstOrDefault(IsMeant);
            return head is not null && IsMeant((head, offset)) ? new WholeLog(segment, head, offset) : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // dropped this moment
        }

        bool IsMeant((LogHead Head, long Offset) log) => log.Head.JobId == job && log.Head.Attempt == attempt && log.Head.MayBeOf(said);
    }

    private static LogHead? HeadAt(SafeFileHandle file, long offset)
    {
        Span<byte> room = stackalloc byte[LogHead.Size];
        return offset < LogHead.Size ? null : LogHead.Read(room[..RandomAccess.Read(file, room, offset - LogHead.Size)]);
    }
}

/// <summary>A whole log in its segment.</summary>
public sealed class WholeLog
{
    private readonly LogSegment _segment;
    private readonly LogHead _head;
    private readonly long _offset;

    internal WholeLog(LogSegment segment, LogHead head, long offset) => (_segment, _head, _offset) = (segment, head, offset);

    /// <summary>Its length [byte].</summary>
    public int Bytes => _head.Bytes;

    /// <summary>When it came [ms since 1970].</summary>
    public long UtcMilliseconds => _head.UtcMilliseconds;

    /// <summary>Its bytes, as the payload wrote them.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="IOException">It is gone, or cannot be read.</exception>
    public Stream Read()
    {
        using SafeFileHandle file = Open(_segment);
        return new BrotliStream(new MemoryStream(_segment.Read(file, _head, _offset), writable: false), CompressionMode.Decompress);
    }

    internal static SafeFileHandle Open(LogSegment segment) =>
        File.OpenHandle(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
