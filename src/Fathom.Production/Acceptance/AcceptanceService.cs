using System.Collections.Concurrent;
using Fathom.Catalog;
using Fathom.Database.Requests;
using Fathom.Production.Attempts;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Storage.Elements;

namespace Fathom.Production.Acceptance;

/// <summary>Uploads become accepted outputs here: taken down durably, checked by the server at the element, then accepted in one
/// transaction that rechecks the fence (law 2).</summary>
public sealed class AcceptanceService
{
    private readonly Ledger _ledger;
    private readonly UploadIntake _intake;
    private readonly OutputVerification _verification;
    private readonly OutputAcceptance _acceptance;
    private readonly ConcurrentDictionary<(long Job, int Attempt), Lazy<Task<AcceptanceReply?>>> _underWay = new();
    private readonly TaskCompletionSource<StorageDurabilityException> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Builds the service.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="elements">The storage elements that this server reaches.</param>
    public AcceptanceService(Ledger ledger, StorageElements elements) => (_ledger, _intake, _verification, _acceptance) =
        (ledger, new UploadIntake(ledger), new OutputVerification(elements), new OutputAcceptance(ledger));

    /// <summary>Completes, with the reason, when an element could not make bytes durable: the server must end (law 4).</summary>
    public Task<StorageDurabilityException> Fatal => _fatal.Task;

    /// <summary>A pilot has uploaded the outputs of an attempt. A repeat joins the check that is under way, or gets its answer.</summary>
    /// <exception cref="RequestConflictException">The request id was used with another body.</exception>
    public async Task<AcceptanceReply> UploadedAsync(string requestId, long pilotId, AttemptUploaded uploaded)
    {
        Intake intake = await _ledger.Database.WriteAsync(transaction => _intake.Take(transaction, requestId, pilotId, uploaded));
        // Where the check ended between the two, its answer is in the journal.
        return intake.Answer
            ?? await CheckOnceAsync(uploaded.Fence)
            ?? _ledger.Database.Read(connection => RequestJournal.FindAnswer<AcceptanceReply>(connection, requestId))
            ?? new AcceptanceReply(false, FencedJob.Explain(uploaded.Fence, JobRefusal.AttemptClosed));
    }

    /// <summary>Checks the uploads that an earlier server left unfinished, or this one; returns how many. Joins checks under way.</summary>
    public async Task<int> ResumeAsync()
    {
        List<UploadedAttempt> waiting = _ledger.Database.Read(UploadedAttempt.All);
        foreach (UploadedAttempt attempt in waiting)
        {
            await CheckOnceAsync(attempt.Fence);
        }

        return waiting.Count;
    }

    private async Task<AcceptanceReply?> CheckOnceAsync(LeaseReference fence)
    {
        // Lazy, so that two callers at the same instant share one check.
        (long Job, int Attempt) key = (fence.JobId, fence.Attempt);
        Lazy<Task<AcceptanceReply?>> check = _underWay.GetOrAdd(key, attempt => new(() => Task.Run(() => CheckAsync(attempt.Job, attempt.Attempt))));
        try
        {
            return await check.Value;
        }
        finally
        {
            _underWay.TryRemove(new(key, check));
        }
    }

    // Null where this attempt does not wait any more.
    private async Task<AcceptanceReply?> CheckAsync(long jobId, int number)
    {
        if (_ledger.Database.Read(connection => UploadedAttempt.Find(connection, jobId)) is not { } attempt || attempt.Fence.Attempt != number)
        {
            return null;
        }

        try
        {
            // Not cancellable: a pilot that hangs up does not end the check of what it has uploaded.
            FailureEvidence? fault = await _verification.CheckAsync(attempt, CancellationToken.None);
            return fault is null ? await AcceptAsync(attempt) : await RefuseAsync(attempt, fault);
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

    private async Task<AcceptanceReply> AcceptAsync(UploadedAttempt attempt)
    {
        try
        {
            return await _ledger.Database.WriteAsync(transaction => _acceptance.Accept(transaction, attempt));
        }
        catch (CatalogueException refused)
        {
            return await RefuseAsync(attempt, new FailureEvidence(
                FailureOrigin.Payload, refused.Cause, refused.Message, null, null, "", attempt.Upload.Use));
        }
    }

    private Task<AcceptanceReply> RefuseAsync(UploadedAttempt attempt, FailureEvidence fault) =>
        _ledger.Database.WriteAsync(transaction => _acceptance.Refuse(transaction, attempt, fault));
}
