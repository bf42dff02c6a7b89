using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Production.Logs;

/// <summary>A segment of a transformation's logs as it lies on the disk: eight bytes, then heads and logs one after the other.</summary>
/// <remarks>Only ever appended to, and dropped as a whole. Logs of attempts that failed are in segments of their own, which are kept longer.</remarks>
/// <param name="Path">Its file.</param>
/// <param name="Transformation">Whose.</param>
/// <param name="Failed">Whether its attempts failed.</param>
/// <param name="FirstUtcMilliseconds">When its first log came [ms since 1970].</param>
public sealed record LogSegment(string Path, long Transformation, bool Failed, long FirstUtcMilliseconds)
{
    internal const string Ending = ".pack";

    private const string Good = "good", Bad = "failed";

    /// <summary>What a segment begins with.</summary>
    internal static ReadOnlySpan<byte> Magic => "FTHMLOG1"u8;

    /// <summary>Its index, once nothing more is appended to it.</summary>
    internal string IndexPath => System.IO.Path.ChangeExtension(Path, LogIndex.Ending);

    /// <summary>Folder of a transformation's segments.</summary>
    internal static string FolderOf(string root, long transformation) => System.IO.Path.Combine(root, transformation.ToString(CultureInfo.InvariantCulture));

    internal static string NameOf(bool failed, long firstUtcMilliseconds, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{(failed ? Bad : Good)}-{firstUtcMilliseconds:D14}-{number}{Ending}");

    /// <summary>All segments of all transformations.</summary>
    internal static IEnumerable<LogSegment> All(string root) => !Directory.Exists(root) ? [] : Directory.EnumerateDirectories(root)
        .Select(folder => System.IO.Path.GetFileName(folder))
        .Where(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .SelectMany(name => Of(root, long.Parse(name, CultureInfo.InvariantCulture)));

    /// <summary>The segments of a transformation, newest first.</summary>
    internal static IReadOnlyList<LogSegment> Of(string root, long transformation)
    {
        string folder = FolderOf(root, transformation);
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder, "*" + Ending).Select(path => Named(path, transformation)).OfType<LogSegment>()
                .OrderByDescending(segment => segment.FirstUtcMilliseconds).ThenByDescending(segment => segment.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Heads with the offsets of their logs, up to the first that is not whole.</summary>
    internal static IEnumerable<(LogHead Head, long Offset)> Scan(SafeFileHandle file)
    {
        byte[] room = new byte[LogHead.Size];
        long length = RandomAccess.GetLength(file);
        if (RandomAccess.Read(file, room.AsSpan(0, Magic.Length), 0) < Magic.Length || !room.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            yield break;
        }

        for (long at = Magic.Length; at + LogHead.Size <= length;)
        {
            int read = RandomAccess.Read(file, room, at);
            if (LogHead.Read(room.AsSpan(0, read)) is not { } head || at + LogHead.Size + head.Packed > length)
            {
                yield break;
            }

            yield return (head, at + LogHead.Size);
            at += LogHead.Size + head.Packed;
        }
    }

    /// <summary>The bytes of a log, checked.</summary>
    /// <exception cref="InvalidDataException">They are not those that were packed.</exception>
    internal byte[] Read(SafeFileHandle file, LogHead head, long offset)
    {
        byte[] packed = new byte[head.Packed];
        for (int at = 0, read; at < packed.Length; at += read)
        {
            read = RandomAccess.Read(file, packed.AsSpan(at), offset + at);
            if (read == 0)
            {
                throw new InvalidDataException($"{Path}, offset {offset}: expected a log of {head.Packed} bytes, found {at}.");
            }
        }

        return SHA256.HashData(packed).AsSpan().SequenceEqual(head.Sha256.Span) ? packed
            : throw new InvalidDataException($"{Path}, offset {offset}: the log of job {head.JobId}, attempt {head.Attempt} is damaged: its SHA-256 is another.");
    }

    private static LogSegment? Named(string path, long transformation) =>
        System.IO.Path.GetFileNameWithoutExtension(path).Split('-') is [Good or Bad, { } first, _] parts
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out long utc)
            ? new LogSegment(path, transformation, parts[0] == Bad, utc)
            : null;
}
