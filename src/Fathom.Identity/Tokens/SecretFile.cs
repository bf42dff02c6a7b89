using System.Buffers.Text;
using System.Security.Cryptography;

namespace Fathom.Identity.Tokens;

/// <summary>A file that holds one random secret of 256 bits and that only its owner may read.</summary>
public static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int LongestFile = 256;

    /// <summary>The secret in the file; a file that is missing is made, in a folder that only its owner may enter.</summary>
    /// <exception cref="SecretFileException">The file may be read by others, or holds no secret.</exception>
    public static Secret ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        return Read(path);
    }

    /// <summary>The secret in the file.</summary>
    /// <exception cref="SecretFileException">The file is missing, may be read by others, or holds no secret.</exception>
    public static Secret Read(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Secrets are kept in files with Unix modes.");
        }

        if (!File.Exists(path))
        {
            throw new SecretFileException(path, "is missing. 'fathom init' makes it");
        }

        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            throw new SecretFileException(path, $"may be used by others (mode {Convert.ToString((int)File.GetUnixFileMode(path), 8)}). Make it private with chmod 600");
        }

        if (new FileInfo(path).Length > LongestFile || File.ReadAllText(path).Trim() is not { Length: >= 32 } text)
        {
            throw new SecretFileException(path, "does not hold a secret. Delete it and start again");
        }

        return new Secret(text);
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Secrets are kept in files with Unix modes.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!, OwnerOnly | UnixFileMode.UserExecute);
        string draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            // Never over a secret that another process has just made.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

}

/// <summary>A secret's file cannot be used. The message names the file, never its content.</summary>
public sealed class SecretFileException(string path, string fault) : Exception($"{path} {fault}.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
