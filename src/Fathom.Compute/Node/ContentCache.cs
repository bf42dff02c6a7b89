using System.Security.Cryptography;
using Fathom.Compute.Pilot;

namespace Fathom.Compute.Node;

/// <summary>Content could not be had with the hash it must have.</summary>
/// <param name="cause">Normalised cause.</param>
/// <param name="message">What was found.</param>
public sealed class ContentUnavailableException(string cause, string message) : Exception(message)
{
    /// <summary>Normalised cause.</summary>
    public string Cause { get; } = cause;
}

/// <summary>What pilots of a node share, by its SHA-256: constants and releases. Each is brought once, however many ask for it.</summary>
/// <remarks>
/// One pilot downloads, the others wait for its lock; what broke off is taken up where it ended. A file gets its name only
/// after its bytes were checked, in one step, so that whoever sees the name has the content.
/// </remarks>
/// <param name="folder">The node's folder; made when something is put there.</param>
/// <param name="time">The clock.</param>
public sealed class ContentCache(string folder, TimeProvider time)
{
    /// <summary>What nobody has asked for in this long is removed when something new comes.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly string folder = Path.Combine(folder, "content");

    /// <summary>The node's folder.</summary>
    internal string Root { get; } = folder;

    /// <summary>Path of the content on this node.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <param name="download">Appends the bytes from an offset to their end to a stream; false where the offset lies behind the end.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ContentUnavailableException">What came has another hash, twice.</exception>
    public async Task<string> GetAsync(string sha256, Func<long, Stream, CancellationToken, Task<bool>> download, CancellationToken cancellation)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new ContentUnavailableException("ContentMisnamed", $"'{sha256}' is no SHA-256 in lower-case hexadecimal digits.");
        }
        var file = Path.Combine(folder, sha256);
        if (!Touch(file))
        {
            // Others on the node must not be able to put something else under a name that was checked.
            PrivateFiles.MakeFolder(folder);
            using var alone = await FileLock.TakeAsync(file + ".lock", time, cancellation);
            if (!Touch(file))
            {
                Forget();
                await BringAsync(sha256, file, download, cancellation);
            }
        }
        return file;
    }

    private static async Task BringAsync(string sha256, string file, Func<long, Stream, CancellationToken, Task<bool>> download, CancellationToken cancellation)
    {
        var part = file + ".part";
        var resumed = File.Exists(part) && new FileInfo(part).Length > 0;
        var found = await TryAsync(part, download, cancellation);
        if (found != sha256 && resumed)
        {
            File.Delete(part); // the beginning was damaged: once more from there
            found = await TryAsync(part, download, cancellation);
        }
        if (found != sha256)
        {
            File.Delete(part);
            throw new ContentUnavailableException("ContentDamaged", $"The server's content of SHA-256 {sha256} has {found ?? "no end"}.");
        }
        File.Move(part, file, overwrite: true);
    }

    private static async Task<string?> TryAsync(string part, Func<long, Stream, CancellationToken, Task<bool>> download, CancellationToken cancellation)
    {
        await using var stream = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.Seek(0, SeekOrigin.End);
        if (!await download(stream.Position, stream, cancellation))
        {
            return null;
        }
        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    private bool Touch(string file)
    {
        try
        {
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Forget()
    {
        foreach (var old in new DirectoryInfo(folder).EnumerateFiles().Where(old => old.LastWriteTimeUtc < (time.GetUtcNow() - Kept).UtcDateTime && old.Extension != ".lock"))
        {
            old.Delete();
        }
    }
}
