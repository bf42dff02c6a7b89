namespace Fathom.Compute.Pilot;

/// <summary>The secret file cannot be used.</summary>
public sealed class BootstrapSecretException(string message) : Exception(message);

/// <summary>The secret that a pilot registers with. It comes from a file, never from arguments or environment, which others can read.</summary>
public static class BootstrapSecret
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads the file.</summary>
    /// <exception cref="BootstrapSecretException">It is missing, empty, too long, or open to others.</exception>
    public static string Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new BootstrapSecretException($"{path}: others may read the bootstrap secret. Run: chmod 600 {path}");
            }
            using var reader = new StreamReader(path);
            var buffer = new char[1024];
            var secret = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
            return secret.Length is > 0 and < 512 && !secret.Any(char.IsControl)
                ? secret
                : throw new BootstrapSecretException($"{path}: expected one line of at most 511 characters as the bootstrap secret.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BootstrapSecretException($"{path}: the bootstrap secret cannot be read: {failure.Message}");
        }
    }

    /// <summary>Empties the file of a single-use secret that was spent; the workspace's own stays.</summary>
    internal static void Spend(string path, string secret)
    {
        if (!secret.StartsWith("boot.", StringComparison.Ordinal))
        {
            return;
        }
        try
        {
            using var file = new FileStream(path, FileMode.Truncate, FileAccess.Write);
        }
        catch (Exception stays) when (stays is IOException or UnauthorizedAccessException)
        {
            // It is worth nothing any more.
        }
    }
}
