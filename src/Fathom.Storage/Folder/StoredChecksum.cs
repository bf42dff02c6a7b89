using System.Globalization;
using System.Text;
using Fathom.Storage.Checksums;

namespace Fathom.Storage.Folder;

/// <summary>The checksum stored beside a file: one line of text, "adler32 size".</summary>
/// <remarks>
/// A small file rather than an extended attribute, because every file system and every backup keeps it. It is written
/// under a temporary name, fsynced, and renamed over: after a crash there is the old one, the new one, or none. The size
/// ties it to the bytes it was computed from. One fsync of the folder makes file and checksum findable together.
/// </remarks>
internal static class StoredChecksum
{
    private const int Longest = 64;

    /// <summary>Stores a checksum durably but for the folder's fsync.</summary>
    public static void Write(FolderHandle folder, string name, string adler32, long size)
    {
        var part = ReservedNames.NewPart();
        try
        {
            using (var file = folder.CreateFile(part))
            {
                RandomAccess.Write(file, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{adler32} {size}\n")), 0);
                FolderHandle.Sync(file);
            }
            folder.RenameOver(part, ReservedNames.ChecksumOf(name));
        }
        catch
        {
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
