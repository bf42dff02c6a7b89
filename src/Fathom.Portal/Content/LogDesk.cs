using System.Security.Cryptography;
using Fathom.Identity.Tokens;
using Fathom.Production;
using Fathom.Production.Jobs;
using Fathom.Production.Logs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Content;

/// <summary>What became of a log that a pilot brought.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">Why not.</param>
internal readonly record struct LogAnswer(int Status, string Reason);

/// <summary>Takes whole logs of attempts: each from its attempt's own pilot alone, while the attempt is live or after it
/// was cut short, and hash-checked.</summary>
public sealed class LogDesk(Ledger ledger, JobQueries jobs, LogPacks packs, LogShelf shelf, TimeProvider time)
{
    private const int AtATime = 4, LongestOnPage = 4 << 20, BytesOnPage = 32 << 10;

    /// <summary>Each who is inside may hold one packed log in memory.</summary>
    internal Doors Doors { get; } = new(AtATime);

    /// <summary>The whole logs that are kept.</summary>
    internal LogShelf Shelf => shelf;

    /// <summary>The transformation that a token lets bring this log for, or null.</summary>
    internal long? Owner(CreationClaim claim, long job, int attempt) =>
        ledger.MayBringLog(claim.Element, claim.Folder, job, attempt) ?? OwnerOfCutShort(claim, job, attempt);

    // The end of an attempt that was killed or lost did not wait for its log: a pilot that outlived it has it still.
    private long? OwnerOfCutShort(CreationClaim claim, long job, int attempt) =>
        jobs.Find(job) is { } found && found.Attempts.Any(
            one => one.Number == attempt && one.State is (AttemptState.Killed or AttemptState.Lost) && one.Element == claim.Element && one.Path == claim.Folder)
            ? found.Job.TransformationId
            : null;

    /// <summary>The last lines of a whole log; empty where it is too long to be read for a page, cannot be read, or too much is read just now.</summary>
    public string EndOf(WholeLog log)
    {
        if (log.Bytes > LongestOnPage || !Doors.TryEnter())
        {
            return "";
        }

        try
        {
            using Stream from = log.Read();
            return LogLines.EndOf(from, BytesOnPage);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return "";
        }
        finally
        {
            Doors.Leave();
        }
    }

    /// <summary>Keeps a log.</summary>
    /// <param name="transformation">Whose.</param>
    /// <param name="job">The job.</param>
    /// <param name="attempt">Number of the attempt.</param>
    /// <param name="failed">Whether the attempt failed.</param>
    /// <param name="sha256">What the bytes must be.</param>
    /// <param name="packed">The log, compressed by Brotli.</param>
    internal LogAnswer Keep(long transformation, long job, int attempt, bool failed, string sha256, byte[] packed)
    {
        byte[] hash = SHA256.HashData(packed);
        if (Convert.ToHexStringLower(hash) != sha256)
        {
            return new(400, "The bytes are not those of the SHA-256 that the request names.");
        }

        if (PackedLog.BytesOf(packed) is not { } bytes)
        {
            return new(400, $"Expected one log of 1 to {LogHead.MostBytes} bytes, compressed by Brotli.");
        }

        try
        {
            var head = new LogHead(job, attempt, packed.Length, bytes, time.GetUtcNow().ToUnixTimeMilliseconds(), hash);
            return packs.Append(transformation, failed, head, packed) == LogReceipt.Conflicting
                ? new(409, "The attempt has another log already.")
                : new(204, "");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(507, fault.Message);
        }
    }
}
