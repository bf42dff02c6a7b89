using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Files of attempts that this node has to bring or carry: constants, releases, outputs.</summary>
/// <param name="files">The way to the server.</param>
/// <param name="cache">What the node keeps; null: nothing, so that only files that it sees can be used.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptFiles(ServerFiles files, ContentCache? cache, TimeProvider time)
{
    /// <summary>The job's parameter that names the release of its command: the SHA-256 of one file, which is run or read by it.</summary>
    public const string Release = "release";

    /// <summary>Carries outputs to the element.</summary>
    public OutputUpload Outputs { get; } = new(files);

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
        if (job.Step == CommandPayload.Name && job.Parameters.TryGetValue(Release, out var release))
        {
            var path = await GetAsync(release, token, cancellation);
            PrivateFiles.MakeExecutable(path);
            job = job with { Parameters = new Dictionary<string, string>(job.Parameters) { [CommandPayload.ReleasePath] = path } };
        }
        return job;
    }

    private Task<string> GetAsync(string sha256, Func<string> token, CancellationToken cancellation) => cache is null
        ? throw new ContentUnavailableException("ContentUnavailable", $"This pilot keeps no content, and cannot have that of SHA-256 {sha256}.")
        : cache.GetAsync(sha256, (from, into, end) => files.DownloadAsync(sha256, token, from, into, end), cancellation);
}
