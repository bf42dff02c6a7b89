using System.Collections.Concurrent;
using Fathom.Catalog;
using Fathom.Database.Requests;
using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.Requests;
using Fathom.Storage.Elements;

namespace Fathom.Production.Acceptance;

/// <summary>Uploads become accepted outputs here: taken down durably, checked by the server at the element, then accepted in one
/// transaction that rechecks the fence (law 2).</summary>
public sealed class AcceptanceService
{
    /// <summary>Checks that run at a time if nothing else is said: at 10 ms a sync and two syncs each, some 3,000 a second. Each may
    /// hold a thread of the pool while it waits, so that a server lets its pool have as many at once.</summary>
    public const int ChecksAtATime = 64;

    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(5);

    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly UploadIntake _intake;
    private readonly OutputVerification _verification;
    private readonly OutputAcceptance _acceptance;
    private readonly CheckLanes _lanes;
    private readonly ConcurrentDictionary<(long Job, int Attempt), Lazy<Task<AcceptanceReply?>>> _underWay = new();
    private readonly TaskCompletionSource<StorageDurabilityException> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Builds the service.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="elements">The storage elements that this server reaches.</param>
    /// <param name="checks">Checks that run at a time: what hides the time of a sync. 0: on the caller's thread, as is right for elements in
    /// memory, which need no time. Default: <see cref="ChecksAtATime"/>.</param>
    /// <param name="time">Clock of the wait for an element that is away; default: the system's.</param>
    public AcceptanceService(Ledger ledger, StorageElements elements, int checks = ChecksAtATime, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(checks);
        _time = time ?? TimeProvider.System;
        (_ledger, _verification, _lanes) = (ledger, new OutputVerification(elements), new CheckLanes(checks));
        _intake = new UploadIntake(ledger.Journal, ledger.Attempts);
        _acceptance = new OutputAcceptance(ledger.Journal, ledger.Attempts);
    }

    /// <summary>Completes, with the reason, when an element could not make bytes durable: the server must end (law 4).</summary>
    public Task<StorageDurabilityException> Fatal => _fatal.Task;

    /// <summary>A pilot has uploaded the outputs of an attempt. A repeat joins the check that is under way, or gets its answer.</summary>
    /// <exception cref="RequestConflictException">The request id was used with another body.</exception>
    public async Task<AcceptanceReply> UploadedAsync(string requestId, long pilotId, AttemptUploaded uploaded)
    {
        string hash = AnsweredOnce.Hash("uploaded", new { pilotId, uploaded });
        Intake intake = await _ledger.Memory.WriteAsync(work => _intake.Take(work, requestId, hash, pilotId, uploaded));
        return intake.Answer ?? await AnswerAsync(requestId, uploaded.Fence);
    }

    /// <summary>Checks the uploads that an earlier server left unfinished, or this one; returns how many. Joins checks under way.</summary>
    public async Task<int> ResumeAsync()
    {
        List<LeaseReference> waiting = [.. _ledger.Memory.State.Live.Select(live => UploadedAttempt.Of(live.Job, live.Attempt)?.Fence).OfType<LeaseReference>()
            .OrderBy(fence => fence.JobId)];
        await Task.WhenAll(waiting.Select(CheckOnceAsync));
        return waiting.Count;
    }

    /// <summary>The answer to an upload that was taken down: that of its check, or the one that is written already.</summary>
    internal async Task<AcceptanceReply> AnswerAsync(string requestId, LeaseReference fence) =>
        await CheckOnceAsync(fence)
        // Where the check ended between the two, its answer is in the journal.
        ?? await _ledger.Memory.WriteAsync(work => AnswerOfUpload.Find(work.Store, requestId))
        ?? new AcceptanceReply(false, FencedJob.Explain(fence, JobRefusal.AttemptClosed));

    /// <summary>Takes uploads down, within a batch of a pilot's events.</summary>
    internal UploadIntake Intake => _intake;

    private async Task<AcceptanceReply?> CheckOnceAsync(LeaseReference fence)
    {
        // Lazy, so that two callers at the same instant share one check.
        (long Job, int Attempt) key = (fence.JobId, fence.Attempt);
        Lazy<Task<AcceptanceReply?>> check = _underWay.GetOrAdd(key, attempt => new(() => CheckWhenThereAsync(attempt.Job, attempt.Attempt)));
        try
        {
            return await check.Value;
        }
        finally
        {
            _underWay.TryRemove(new(key, check));
        }
    }

    // The bytes are at the element wherever that is: while only this server does not see it, what was computed is not refused.
    private async Task<AcceptanceReply?> CheckWhenThereAsync(long jobId, int number)
    {
        while (true)
        {
            try
            {
                return await _lanes.RunAsync(() => CheckAsync(jobId, number));
            }
            catch (StorageAwayException)
            {
                await Task.Delay(WhileAway, _time);
            }
        }
    }

    // Null where this attempt does not wait any more.
    private async Task<AcceptanceReply?> CheckAsync(long jobId, int number)
    {
        if (UploadedAttempt.Of(jobId, _ledger.Memory.State.FindLive(jobId)) is not { } attempt || attempt.Fence.Attempt != number)
        {
            return null;
        }

        try
        {
            // Not cancellable: a pilot that hangs up does not end the check of what it has uploaded.
            (FailureEvidence? fault, bool nothingElse) = await _verification.CheckAsync(attempt, CancellationToken.None);
            return fault is null ? await AcceptAsync(attempt, nothingElse) : await RefuseAsync(attempt, fault);
        }
        catch (StorageDurabilityException fault)
        {
            await DistrustAsync(attempt, fault);
            throw;
        }
    }

    // A second fsync would succeed: the system has dropped the pages that it could not write, and tells of it once. So the
    // attempt is closed for good before the server ends; the job is done again, at another path.
    private async Task DistrustAsync(UploadedAttempt attempt, StorageDurabilityException fault)
    {
        try
        {
            await RefuseAsync(attempt, new FailureEvidence(
                FailureOrigin.Infrastructure, fault.Cause, fault.Message, null, null, "", attempt.Upload.Use));
        }
        finally
        {
            _fatal.TrySetResult(fault);
        }
    }

    private async Task<AcceptanceReply> AcceptAsync(UploadedAttempt attempt, bool nothingElse)
    {
        try
        {
            return await _ledger.Memory.WriteAsync(work => _acceptance.Accept(work, attempt, nothingElse));
        }
        catch (CatalogueException refused)
        {
            return await RefuseAsync(attempt, new FailureEvidence(
                FailureOrigin.Payload, refused.Cause, refused.Message, null, null, "", attempt.Upload.Use));
        }
    }

    private Task<AcceptanceReply> RefuseAsync(UploadedAttempt attempt, FailureEvidence fault)
    {
        Diagnosis.Verdict? verdict = _ledger.Diagnosis.Of(attempt.Fence, fault);
        return _ledger.Memory.WriteAsync(work => _acceptance.Refuse(work, attempt, fault, verdict));
    }
}
