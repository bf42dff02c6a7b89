using System.Globalization;
using System.Text;
using Fathom.Storage.Checksums;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Storage.Folder;

/// <summary>The checksum stored beside a file: one line of text, "adler32 size".</summary>
/// <remarks>
/// A small file rather than an extended attribute, because every file system and every backup keeps it. It is written
/// under a temporary name and renamed over; the caller fsyncs it with the file it belongs to, so that one commit of the
/// file system's journal serves both. After a crash in between there is the old one, the new one, none, or a line that
/// does not parse, which counts as none. The size ties it to the bytes it was computed from.
/// </remarks>
internal static class StoredChecksum
{
    private const int Longest = 64;

    /// <summary>Stores a checksum, not durably yet; its writing has begun.</summary>
    /// <returns>The open file, for its fsync.</returns>
    public static SafeFileHandle Write(FolderHandle folder, string name, string adler32, long size)
    {
        var part = ReservedNames.NewPart();
        SafeFileHandle? file = null;
        try
        {
            file = folder.CreateFile(part);
            RandomAccess.Write(file, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{adler32} {size}\n")), 0);
            FolderHandle.BeginWriting(file);
            folder.RenameOver(part, ReservedNames.ChecksumOf(name));
            return file;
        }
        catch
        {
            file?.Dispose();
            folder.Unlink(part);
            throw;
        }
    }

    /// <summary>The stored checksum of a file of this size, or null where there is none that fits.</summary>
    public static string? Read(FolderHandle folder, string name, long size)
    {
        var stored = ReservedNames.ChecksumOf(name);
        if (folder.FileSize(stored) is null or > Longest)
        {
            return null;
        }
        Span<byte> bytes = stackalloc byte[Longest];
        using var file = folder.OpenFile(stored);
        return Parse(Encoding.ASCII.GetString(bytes[..RandomAccess.Read(file, bytes, 0)]), size);
    }

    /// <summary>The checksum of a stored line, or null where the line is damaged or is of another size.</summary>
    internal static string? Parse(string line, long size) =>
        line.Length > 10 && line[8] == ' ' && line[^1] == '\n'
        && Adler32.IsFormatted(line.AsSpan(0, 8))
        && long.TryParse(line.AsSpan(9, line.Length - 10), NumberStyles.None, CultureInfo.InvariantCulture, out var of)
        && of == size
            ? line[..8]
            : null;
}
