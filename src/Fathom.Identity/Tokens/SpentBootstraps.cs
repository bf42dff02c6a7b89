using System.Collections.Concurrent;
using System.Text;

namespace Fathom.Identity.Tokens;

/// <summary>Which single-use secrets were spent, and on which request: one small file each, written before it is told.</summary>
/// <remarks>The request id is kept, so that the repeat of a registration whose answer was lost is the same registration
/// (law 5), while anybody else who found the secret is refused.</remarks>
/// <param name="folder">Where the files are; made when needed.</param>
public sealed class SpentBootstraps(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ConcurrentDictionary<string, Lazy<string>> _known = new(StringComparer.Ordinal);

    /// <summary>Spends a secret on a request; false where it was spent on another one.</summary>
    /// <exception cref="IOException">It could not be written down: then nothing is spent.</exception>
    public bool TrySpend(BootstrapClaim claim, string requestId)
    {
        string name = NameOf(claim);
        // Lazy, so that of two requests at the same instant one writes and both see which.
        Lazy<string> spentOn = _known.GetOrAdd(name, _ => new(() => WriteDown(Path.Combine(folder, name), requestId)));
        try
        {
            return spentOn.Value == requestId;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _known.TryRemove(new(name, spentOn)); // the next request tries again
            throw;
        }
    }

    /// <summary>Forgets what has expired; those secrets are refused without it.</summary>
    /// <returns>Number of files removed.</returns>
    public int Forget(DateTimeOffset now)
    {
        int removed = 0;
        foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
        {
            string name = Path.GetFileName(file);
            if (long.TryParse(name.AsSpan(name.LastIndexOf('.') + 1), out long expires) && expires <= now.ToUnixTimeSeconds())
            {
                File.Delete(file);
                _known.TryRemove(name, out _);
                removed++;
            }
        }

        return removed;
    }

    private static string NameOf(BootstrapClaim claim) => FormattableString.Invariant($"{claim.Engine}.{claim.Slot}.{claim.Expires.ToUnixTimeSeconds()}");

    /// <summary>The request that the secret is spent on: this one, or the one written down before.</summary>
    private string WriteDown(string path, string requestId)
    {
        if (File.Exists(path))
        {
            return File.ReadAllText(path);
        }

        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        string draft = path + ".draft";
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(requestId));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
        return requestId;
    }
}
