using Fathom.Compute.Payload;
using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>Brings whole logs to the server, where their tails do not say it all. A log that is lost on the way is no job that is lost.</summary>
/// <param name="files">The way to the server.</param>
/// <param name="time">The clock.</param>
internal sealed class LogUpload(ServerFiles files, TimeProvider time)
{
    /// <summary>The attempt's end waits this long for its log, no longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends the log of an attempt that ends; what cannot be sent is told and given up.</summary>
    /// <param name="job">The job.</param>
    /// <param name="path">The payload's log.</param>
    /// <param name="failed">Whether the attempt failed.</param>
    /// <param name="notes">The pilot's own log.</param>
    /// <param name="cancellation">The attempt is given up.</param>
    public Task SendAsync(LeasedJob job, string path, bool failed, TextWriter notes, CancellationToken cancellation) =>
        SendAsync(job, path, failed, evenIfShort: false, notes, cancellation);

    /// <summary>Sends the log of an attempt that was cut short, of which nothing else is reported.</summary>
    public Task SendCutOffAsync(LeasedJob job, string path, TextWriter notes, CancellationToken cancellation) =>
        SendAsync(job, path, failed: true, evenIfShort: true, notes, cancellation);

    private async Task SendAsync(LeasedJob job, string path, bool failed, bool evenIfShort, TextWriter notes, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            if (WholePayloadLog.Pack(path, evenIfShort) is not { } log)
            {
                return;
            }
            var fault = job.OutputToken is { } token ? await files.SendLogAsync(job.Fence, token, log, failed, either.Token) : "the server takes none";
            if (fault is not null)
            {
                Tell(fault);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Tell($"the server did not take it within {Patience.TotalSeconds:0} s");
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            Tell(lost.Message);
        }

        void Tell(string why) => notes.WriteLine($"job {job.Fence.JobId} attempt {job.Fence.Attempt}: its whole log is lost{(evenIfShort ? "" : ", its last lines are not")}: {why}");
    }
}
