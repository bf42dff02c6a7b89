using Fathom.Compute.Pilot;
using Fathom.Compute.Releases;

namespace Fathom.Compute.Node;

/// <summary>Releases as the pilots of a node share them: each is brought once and unpacked once, however many ask for it.</summary>
/// <remarks>A folder gets its name when all of it is there, in one step.</remarks>
/// <param name="content">Brings the archives.</param>
/// <param name="time">The clock.</param>
public sealed class ReleaseCache(ContentCache content, TimeProvider time)
{
    private readonly string folder = Path.Combine(content.Root, "releases");

    /// <summary>Folder of a release on this node.</summary>
    /// <param name="sha256">SHA-256 of its archive.</param>
    /// <param name="download">As <see cref="ContentCache.GetAsync"/> wants it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ContentUnavailableException">It cannot be had, or is no release.</exception>
    public async Task<string> GetAsync(string sha256, Func<long, Stream, CancellationToken, Task<bool>> download, CancellationToken cancellation)
    {
        var archive = await content.GetAsync(sha256, download, cancellation);
        var place = Path.Combine(folder, sha256);
        if (!Touch(place))
        {
            PrivateFiles.MakeFolder(folder);
            using var alone = await FileLock.TakeAsync(place + ".lock", time, cancellation);
            if (!Touch(place))
            {
                Forget();
                Unpack(archive, place);
            }
        }
        return place;
    }

    private static void Unpack(string archive, string place)
    {
        var part = place + ".part";
        if (Directory.Exists(part))
        {
            Directory.Delete(part, recursive: true); // whoever made it was killed
        }
        PrivateFiles.MakeFolder(part);
        try
        {
            using var file = File.OpenRead(archive);
            ReleaseArchive.Unpack(file, part);
        }
        catch (ReleaseException malformed)
        {
            Directory.Delete(part, recursive: true);
            throw new ContentUnavailableException("ReleaseMalformed", malformed.Message);
        }
        Directory.Move(part, place);
    }

    private bool Touch(string place)
    {
        try
        {
            Directory.SetLastWriteTimeUtc(place, time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Forget()
    {
        foreach (var old in new DirectoryInfo(folder).EnumerateDirectories().Where(old => old.LastWriteTimeUtc < (time.GetUtcNow() - ContentCache.Kept).UtcDateTime))
        {
            old.Delete(recursive: true);
        }
    }
}
