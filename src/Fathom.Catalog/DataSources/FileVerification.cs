using System.Security.Cryptography;

namespace Fathom.Catalog.DataSources;

/// <summary>Whether a file is the one that the registry names.</summary>
internal static class FileVerification
{
    /// <summary>Null if size and SHA-256 are right, else what is wrong.</summary>
    public static string? Problem(string path, DataSourceFile entry)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length != entry.Size)
            {
                return $"expected {entry.Size} bytes, found {stream.Length}";
            }

            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            return found == entry.Sha256 ? null : $"expected SHA-256 {entry.Sha256}, found {found}";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable is FileNotFoundException or DirectoryNotFoundException ? "not there" : unreadable.Message;
        }
    }
}
