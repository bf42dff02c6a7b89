using Fathom.Compute.Payload;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;

namespace Fathom.Compute.Pilot;

/// <summary>Runs one leased job from its inputs to the report of its end.</summary>
internal sealed class AttemptRun(PilotSession session, ServerClient client, PilotOptions options, string scratch, TimeProvider time, TextWriter log)
{
    private enum Fate
    {
        Kept,
        Lost,
    }

    /// <summary>Runs the job. Whatever happens to it is reported; only <paramref name="stop"/> ends it unreported.</summary>
    public async Task RunAsync(LeasedJob job, CancellationToken stop)
    {
        using var revoked = new CancellationTokenSource();
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(stop, revoked.Token, session.Unknown);
        session.Hold(job.Fence, revoked);
        var folder = Directory.CreateDirectory(
            Path.Combine(scratch, FormattableString.Invariant($"job-{job.Fence.JobId}-{job.Fence.Attempt}-{Guid.NewGuid():N}"))).FullName;
        try
        {
            await AttemptAsync(job, folder, revoked, kill.Token);
        }
        catch (OperationCanceledException) when (kill.IsCancellationRequested)
        {
            log.WriteLine($"job {job.Fence.JobId} attempt {job.Fence.Attempt}: given up, {(stop.IsCancellationRequested ? "the pilot stops" : "the lease is no longer ours")}");
        }
        finally
        {
            session.Release();
            ScratchFolder.Remove(folder, log);
        }
    }

    private async Task AttemptAsync(LeasedJob job, string folder, CancellationTokenSource revoked, CancellationToken kill)
    {
        PayloadOutcome? outcome = null;
        try
        {
            var output = Directory.CreateDirectory(Path.Combine(folder, "out")).FullName;
            var request = new PayloadRequest(
                job.Step, await InputStaging.StageAsync(job.Inputs, kill), output, Path.Combine(folder, "result.json"), job.Conditions, job.Parameters);
            PayloadFiles.WriteRequest(Path.Combine(folder, "request.json"), request);
            outcome = await RunPayloadAsync(job, folder, revoked, kill);
            kill.ThrowIfCancellationRequested();
            var result = PayloadFiles.ReadResult(request.ResultFile);
            if (outcome.ExitCode != PayloadExit.Ok || result is null)
            {
                await FailAsync(job, Evidence.Of(outcome, result), kill);
                return;
            }
            var uploaded = await OutputUpload.UploadAsync(job, output, result.Outputs, kill);
            await ReportAsync(new AttemptUploaded(job.Fence, uploaded, outcome.Use, result.Remark, outcome.LogTail), kill);
        }
        catch (InputUnavailableException failure)
        {
            await FailAsync(job, Evidence.OfInfrastructure(failure.Cause, failure.Message), kill);
        }
        catch (PayloadNotStartedException failure)
        {
            await FailAsync(job, Evidence.OfInfrastructure("PayloadNotStarted", failure.Message), kill);
        }
        catch (OutputLostException failure)
        {
            await FailAsync(job, Evidence.OfLostOutput(outcome!, failure.Message), kill);
        }
        catch (StoragePathException failure)
        {
            await FailAsync(job, Evidence.OfInfrastructure("OutputPathRefused", failure.Message, outcome), kill);
        }
        catch (StorageException failure)
        {
            await FailAsync(job, Evidence.OfInfrastructure(failure.Cause, failure.Message, outcome), kill);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await FailAsync(job, Evidence.OfInfrastructure("ScratchFailed", $"{folder}: {failure.Message}", outcome), kill);
        }
    }

    private async Task<PayloadOutcome> RunPayloadAsync(LeasedJob job, string folder, CancellationTokenSource revoked, CancellationToken kill)
    {
        using var payload = PayloadProcess.Start(options.Payload, Path.Combine(folder, "request.json"), folder, time);
        log.WriteLine($"job {job.Fence.JobId} attempt {job.Fence.Attempt}: {job.Step} runs as process {payload.ProcessId}");
        var started = ReportStartAsync(job, payload.ProcessId, revoked, kill);
        var outcome = await payload.WaitAsync(kill);
        await started; // the server hears of the start before it hears of the end
        return outcome;
    }

    private async Task ReportStartAsync(LeasedJob job, int processId, CancellationTokenSource revoked, CancellationToken kill)
    {
        var answer = await client.StartedAsync(session.Pilot, new AttemptStarted(job.Fence, processId), kill);
        if (FateOf(answer.Kind) == Fate.Lost)
        {
            await revoked.CancelAsync();
        }
    }

    private async Task ReportAsync(AttemptUploaded uploaded, CancellationToken kill)
    {
        var answer = await client.UploadedAsync(session.Pilot, uploaded, kill);
        FateOf(answer.Kind);
        log.WriteLine(answer.Reply is { Accepted: true }
            ? $"job {uploaded.Fence.JobId} attempt {uploaded.Fence.Attempt}: accepted"
            : $"job {uploaded.Fence.JobId} attempt {uploaded.Fence.Attempt}: not accepted: {answer.Reply?.Reason ?? answer.Detail}");
    }

    private async Task FailAsync(LeasedJob job, FailureEvidence evidence, CancellationToken kill)
    {
        log.WriteLine($"job {job.Fence.JobId} attempt {job.Fence.Attempt}: failed: {evidence.Cause}: {evidence.Detail}");
        var answer = await client.FailedAsync(session.Pilot, new AttemptFailed(job.Fence, evidence), kill);
        FateOf(answer.Kind);
    }

    private Fate FateOf(AnswerKind kind)
    {
        if (kind is AnswerKind.Unregistered or AnswerKind.Stranger)
        {
            session.Forget();
        }
        return kind is AnswerKind.Stale or AnswerKind.Unregistered or AnswerKind.Stranger or AnswerKind.Rejected ? Fate.Lost : Fate.Kept;
    }
}
