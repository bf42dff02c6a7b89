using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Compute.Releases;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Files of attempts that this node has to bring or carry: inputs, constants, releases, outputs.</summary>
/// <param name="files">The way to the server.</param>
/// <param name="cache">What the node keeps; null: nothing, so that only files that it sees can be used.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptFiles(ServerFiles files, ContentCache? cache, TimeProvider time)
{
    private readonly ReleaseCache? _releases = cache is null ? null : new ReleaseCache(cache, time);
    private readonly NodeElements _elements = new(time);

    /// <summary>Carries outputs to the element.</summary>
    public OutputUpload Outputs => field ??= new(_elements, files);

    /// <summary>Brings inputs.</summary>
    public InputStaging Inputs => field ??= new(_elements, time);

    /// <summary>Brings whole logs to the server.</summary>
    public LogUpload Logs { get; } = new(files, time);

    /// <summary>The job with its constants and its release on this node.</summary>
    /// <param name="job">The job.</param>
    /// <param name="token">The pilot's token, as it is when asked for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ContentUnavailableException">They cannot be had.</exception>
    public async Task<LeasedJob> BringAsync(LeasedJob job, Func<string> token, CancellationToken cancellation)
    {
        if (job.Conditions is { } conditions && !File.Exists(conditions.Path) && cache is not null)
        {
            job = job with { Conditions = conditions with { Path = await GetAsync(conditions.Sha256, token, cancellation) } };
        }
        if (job.Step == CommandPayload.Name && ReleaseReference.Of(job.Parameters) is { } release)
        {
            var path = release.IsFolder
                ? await GetFolderAsync(release.Sha256, token, cancellation)
                : await GetAsync(release.Sha256, token, cancellation);
            if (!release.IsFolder)
            {
                PrivateFiles.MakeExecutable(path);
            }
            job = job with { Parameters = ReleaseReference.At(path, job.Parameters) };
        }
        return job;
    }

    private Task<string> GetAsync(string sha256, Func<string> token, CancellationToken cancellation) =>
        cache is null ? throw NoCache(sha256) : cache.GetAsync(sha256, From(sha256, token), cancellation);

    private Task<string> GetFolderAsync(string sha256, Func<string> token, CancellationToken cancellation) =>
        _releases is null ? throw NoCache(sha256) : _releases.GetAsync(sha256, From(sha256, token), cancellation);

    private Func<long, Stream, CancellationToken, Task<bool>> From(string sha256, Func<string> token) =>
        (from, into, end) => files.DownloadAsync(sha256, token, from, into, end);

    private static ContentUnavailableException NoCache(string sha256) =>
        new("ContentUnavailable", $"This pilot keeps no content, and cannot have that of SHA-256 {sha256}.");
}
