using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Production.Diagnosis;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;

namespace Fathom.Compute.Pilot;

/// <summary>
/// Runs one leased job: first the payload, which takes a slot; then upload and report, while the slot already runs the
/// next. Whatever happens to it is reported, but for a lease that is not ours any more.
/// </summary>
internal sealed class AttemptRun
{
    private readonly LeasedJob job;
    private readonly PilotSession session;
    private readonly Reports reports;
    private readonly AttemptFiles files;
    private readonly PayloadLauncher launcher;
    private readonly AttemptFolders folders;
    private readonly HeldLease lease;
    private readonly CancellationTokenSource kill;
    private readonly CancellationToken stop;
    private readonly string folder;
    private readonly TextWriter log;
    private double? readSeconds;
    private Report? started;
    private PayloadOutcome? outcome;
    private PayloadResult? result;
    private FailureEvidence? failure;

    public AttemptRun(
        LeasedJob job, HeldLease lease, PilotSession session, Reports reports, AttemptFiles files, PayloadLauncher launcher, AttemptFolders folders,
        TextWriter log, CancellationToken stop)
    {
        (this.job, this.lease, this.session, this.reports, this.files, this.launcher, this.folders, this.log, this.stop) =
            (job, lease, session, reports, files, launcher, folders, log, stop);
        kill = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Revoked, session.Unknown);
        folder = RunsInside ? folders.Inside() : folders.Of(job.Fence);
    }

    private string Name => FormattableString.Invariant($"job {job.Fence.JobId} attempt {job.Fence.Attempt}");

    private bool IsCutShort => lease.Revoked.IsCancellationRequested || session.Unknown.IsCancellationRequested;

    // Such a payload is no process, writes no log, and leaves nothing but outputs.
    private bool RunsInside => job.Step == NoOperation.Name;

    // Beside the payload's own folder, so that what it reads does not count as what it wrote.
    private string InputFolder => folder + ".in";

    private string OutputFolder => RunsInside ? folder : Path.Combine(folder, "out");

    /// <summary>Runs the payload; then the slot is free.</summary>
    public async Task RunPayloadAsync()
    {
        try
        {
            Directory.CreateDirectory(OutputFolder);
            await files.Outputs.RequirePlaceAsync(job);
            var staged = await files.Inputs.StageAsync(job.Inputs, InputFolder, kill.Token);
            readSeconds = staged.ReadSeconds;
            if (RunsInside)
            {
                SayStarted(Environment.ProcessId);
            }
            var given = await files.BringAsync(job, () => session.Pilot.Token, kill.Token);
            (outcome, result) = await launcher.RunAsync(new PayloadTask(given, staged.Inputs, folder, OutputFolder), Began, kill.Token);
            outcome = outcome with { Use = UseOf(outcome.Use) };
            if (outcome.Breach is not null || outcome.ExitCode != PayloadExit.Ok || result is null || result.Cause is not null)
            {
                failure = await FailureOfAsync(outcome) with { Limits = LimitsOf(job.Parameters, readSeconds ?? 0) };
            }
        }
        catch (OperationCanceledException) when (kill.IsCancellationRequested)
        {
            // Given up: the end says so.
        }
        catch (Exception fault) when (EvidenceOf(fault) is { } evidence)
        {
            failure = evidence;
        }
    }

    // Asked at once: a payload that could not write could not say so either, nor one whose input went away under it, or hangs.
    private async Task<FailureEvidence> FailureOfAsync(PayloadOutcome ended) =>
        ended.Breach is null && folders.IsFull ? Evidence.OfFullScratch(ended)
        : ended.Breach is null or { Cause: LimitBreach.NoProgress } && await files.Inputs.AwayUnderAsync(job.Inputs) is { } away ? Evidence.OfInfrastructure(away.Cause, away.Message, ended, away.Element)
        : Evidence.Of(ended, result, foreign: job.Step == CommandPayload.Name);

    // The slot was taken by the reading too: who asks how long such jobs last must count it.
    private ResourceUse UseOf(ResourceUse payload) => payload with
    {
        WallSeconds = payload.WallSeconds + (readSeconds ?? 0),
        CpuFactor = launcher.CpuFactor,
        BytesRead = job.Inputs.Sum(input => input.Size),
    };

    // The wall time of evidence holds the reading beside the payload.
    private static ResourceLimits LimitsOf(IReadOnlyDictionary<string, string> parameters, double readSeconds)
    {
        var limits = ResourceLimits.Of(parameters);
        return limits with { WallSeconds = limits.WallSeconds + readSeconds };
    }

    /// <summary>Uploads what the payload made, or reports why it did not.</summary>
    public async Task FinishAsync()
    {
        try
        {
            kill.Token.ThrowIfCancellationRequested();
            var last = failure is null ? await UploadAsync() : new PilotEvent(Failed: new AttemptFailed(job.Fence, failure));
            if (!RunsInside)
            {
                await files.Logs.SendAsync(job, PayloadLauncher.LogIn(folder), last.Failed is not null, log, kill.Token);
            }
            if (last.Failed is { Evidence: var evidence })
            {
                log.WriteLine($"{Name}: failed: {evidence.Cause}: {evidence.Detail}");
            }
            Heed(await reports.Send(last, started).Answer.WaitAsync(kill.Token), last.Uploaded is not null);
        }
        catch (OperationCanceledException) when (kill.IsCancellationRequested)
        {
            log.WriteLine($"{Name}: given up, {(IsCutShort ? "the lease is no longer ours" : "the pilot stops")}");
            if (IsCutShort)
            {
                await files.Logs.SendCutOffAsync(job, PayloadLauncher.LogIn(folder), log, stop);
            }
        }
        finally
        {
            session.Release(job.Fence);
            kill.Dispose();
            LeaveFolder();
        }
    }

    private void LeaveFolder()
    {
        if (job.Inputs.Any(input => input.BytesPerSecond is not null))
        {
            folders.Remove(InputFolder);
        }
        if (RunsInside)
        {
            folders.GiveBack(folder);
        }
        else
        {
            folders.Remove(folder);
        }
    }

    private async Task<PilotEvent> UploadAsync()
    {
        try
        {
            var uploaded = await files.Outputs.UploadAsync(job, OutputFolder, result!.Outputs, kill.Token);
            return new PilotEvent(Uploaded: new AttemptUploaded(job.Fence, uploaded, outcome!.Use, result.Remark, outcome.LogTail));
        }
        catch (Exception fault) when (EvidenceOf(fault) is { } evidence)
        {
            return new PilotEvent(Failed: new AttemptFailed(job.Fence, evidence));
        }
    }

    /// <summary>What a fault is evidence of; null for one that is nobody's but a defect of the pilot.</summary>
    private FailureEvidence? EvidenceOf(Exception fault) => fault switch
    {
        InputUnavailableException input => Evidence.OfInfrastructure(input.Cause, input.Message, null, input.Element),
        ContentUnavailableException content => Evidence.OfInfrastructure(content.Cause, content.Message),
        OutputRefusedException => Evidence.OfInfrastructure("OutputRefused", fault.Message, outcome),
        PayloadNotStartedException => Evidence.OfInfrastructure("PayloadNotStarted", fault.Message),
        OutputLostException => Evidence.OfLostOutput(outcome!, fault.Message),
        StoragePathException => Evidence.OfInfrastructure("OutputPathRefused", fault.Message, outcome),
        StorageException storage => Evidence.OfInfrastructure(storage.Cause, storage.Message, outcome, storage.Element),
        IOException or UnauthorizedAccessException => Evidence.OfInfrastructure("ScratchFailed", $"{folder}: {fault.Message}", outcome),
        _ => null,
    };

    private void Began(PayloadProcess? payload)
    {
        lease.Runs(payload);
        if (payload is null)
        {
            return; // it has ended
        }
        log.WriteLine($"{Name}: {job.Step} runs as process {payload.ProcessId}");
        SayStarted(payload.ProcessId);
    }

    private void SayStarted(int processId)
    {
        started = reports.Send(new PilotEvent(Started: new AttemptStarted(job.Fence, processId, readSeconds)));
        _ = started.Answer.ContinueWith(
            answer => HeedStart(answer.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    private void HeedStart(ReportAnswer answer)
    {
        if (Tells(answer.Kind))
        {
            lease.Revoke();
        }
    }

    private void Heed(ReportAnswer answer, bool uploaded)
    {
        Tells(answer.Kind);
        if (uploaded)
        {
            log.WriteLine(answer.Accepted ? $"{Name}: accepted" : $"{Name}: not accepted: {answer.Reason}");
        }
    }

    /// <summary>True where the answer says that the lease is lost.</summary>
    private bool Tells(AnswerKind kind)
    {
        if (kind is AnswerKind.Unregistered or AnswerKind.Stranger)
        {
            session.Forget();
        }
        return kind is AnswerKind.Stale or AnswerKind.Unregistered or AnswerKind.Stranger or AnswerKind.Rejected;
    }
}
