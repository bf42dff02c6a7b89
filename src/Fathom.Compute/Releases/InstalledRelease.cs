using Fathom.Compute.Node;
using Fathom.Compute.Pilot;

namespace Fathom.Compute.Releases;

/// <summary>Puts releases of a workspace where payloads on the server's own machine find them, as a node does.</summary>
/// <param name="registry">The workspace's releases.</param>
/// <param name="cache">Folder of what this machine keeps.</param>
/// <param name="time">The clock.</param>
public sealed class InstalledRelease(ReleaseRegistry registry, string cache, TimeProvider time)
{
    private readonly ContentCache _content = new(cache, time);

    /// <summary>The parameters of a command with the place of its release; as they are where they name none.</summary>
    /// <exception cref="ReleaseException">The release is missing, or is not what it was.</exception>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyDictionary<string, string> parameters, CancellationToken cancellation)
    {
        if (ReleaseReference.Of(parameters) is not { } release)
        {
            return parameters;
        }
        var archive = registry.ArchiveOf(release.Sha256) ?? throw new ReleaseException(
            $"ReleaseMissing: the workspace has no release {release.Name ?? ""} of SHA-256 {release.Sha256}; add it with 'fathom payload release add'.");
        try
        {
            return ReleaseReference.At(await PlaceAsync(release, archive, cancellation), parameters);
        }
        catch (ContentUnavailableException fault)
        {
            throw new ReleaseException($"{fault.Cause}: {archive}: {fault.Message}");
        }
    }

    private async Task<string> PlaceAsync(ReleaseReference release, string archive, CancellationToken cancellation)
    {
        if (release.IsFolder)
        {
            return await new ReleaseCache(_content, time).GetAsync(release.Sha256, CopyAsync, cancellation);
        }
        var file = await _content.GetAsync(release.Sha256, CopyAsync, cancellation);
        PrivateFiles.MakeExecutable(file);
        return file;

        async Task<bool> CopyAsync(long from, Stream into, CancellationToken end)
        {
            await using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read);
            file.Position = from;
            await file.CopyToAsync(into, end);
            return true;
        }
    }
}
