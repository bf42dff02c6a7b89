using Fathom.Production.Diagnosis;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Jobs;
using Fathom.Production.Protocol;
using Fathom.Production.State;

namespace Fathom.Production.Attempts;

/// <summary>What pilots say of their attempts, other than uploads: that the payload began, that it failed.</summary>
/// <param name="journal">Writes down what happens.</param>
/// <param name="workspace">The workspace's folder.</param>
/// <param name="most">The most that a retry may be given.</param>
internal sealed class AttemptProgress(JobJournal journal, string workspace, RaiseCeilings most)
{
    /// <summary>Longest log tail that is kept [characters].</summary>
    public const int LongestLog = 16 * 1024;

    // No read takes longer; what is no number counts as none.
    private const double MostReadSeconds = 1e6;

    private const int LongestDetail = 4 * 1024, LongestCause = 128;

    /// <summary>The payload began.</summary>
    public FenceReply Start(LedgerWork work, long pilotId, AttemptStarted started)
    {
        (JobRecord? job, JobRefusal? refusal) = FencedJob.Read(work, started.Fence, pilotId);
        refusal ??= journal.Apply(
            work, job!, new PayloadStarted(started.Fence.Attempt, started.Fence.Lease, started.PayloadProcessId), Actors.Pilot(pilotId)).Refusal;
        if (refusal is null)
        {
            work.State.Waiting.Began(job!.Id, started.ReadSeconds is { } seconds ? Math.Clamp(seconds, 0, MostReadSeconds) : null);
        }

        return Answer(started.Fence, refusal);
    }

    /// <summary>The attempt ended without outputs.</summary>
    /// <param name="work">What it works with.</param>
    /// <param name="pilotId">Who says it.</param>
    /// <param name="failed">What it says.</param>
    /// <param name="verdict">What the rules say of it; null where they were not asked.</param>
    public FenceReply Fail(LedgerWork work, long pilotId, AttemptFailed failed, Verdict? verdict)
    {
        (JobRecord? job, JobRefusal? refusal) = FencedJob.Read(work, failed.Fence, pilotId);
        AttemptState outcome = failed.Evidence.Origin == FailureOrigin.Payload ? AttemptState.Failed : AttemptState.Lost;
        refusal ??= End(work, job!, outcome, failed.Evidence, Actors.Pilot(pilotId), verdict);
        return Answer(failed.Fence, refusal);
    }

    /// <summary>Closes the live attempt of a job and lets the recovery policy decide what follows.</summary>
    /// <param name="work">What it works with.</param>
    /// <param name="job">The job.</param>
    /// <param name="outcome">Failed, Lost or Refused.</param>
    /// <param name="evidence">What is known of it.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="verdict">What the rules say of it; null where the cause is taken as it is, as for what the server infers from silence.</param>
    public JobRefusal? End(LedgerWork work, JobRecord job, AttemptState outcome, FailureEvidence evidence, string actor, Verdict? verdict = null)
    {
        FailureEvidence kept = Bounded(evidence);
        var history = new FailureHistory(job.Snapshot.PayloadFailures, job.Snapshot.LostHosts, job.StickingLosses, job.Snapshot.InfrastructureLosses);
        RecoveryDecision decision = verdict is null
            ? RecoveryPolicy.Decide(kept, job.Host, history)
            : RecoveryPolicy.Decide(kept, job.Host, history, verdict);
        decision = decision.Action == RecoveryAction.Retry && verdict is not null ? WithAdvice(decision, work, job, outcome, verdict.Action) : decision;
        kept = kept with { Element = kept.Element is not null || verdict is { Action: RuleAction.BlameElement } ? Blamed(work, job, kept) : null };
        var ended = new AttemptEnded(job.Snapshot.Attempt, job.Snapshot.Lease, outcome, job.Host, kept, decision, verdict);
        JobRefusal? refusal = journal.Apply(work, job, ended, actor).Refusal;
        if (refusal is null && decision.Allowance is { } raised)
        {
            work.Store.SaveAllowance(job.Id, raised);
        }

        if (refusal is null && decision.Action == RecoveryAction.Hold)
        {
            work.State.MayHaveEnded(work.Steps[job.TransformationId].CampaignId);
        }

        return refusal;
    }

    private RecoveryDecision WithAdvice(RecoveryDecision retry, LedgerWork work, JobRecord job, AttemptState outcome, RuleAction advised) => retry with
    {
        Allowance = RetryRaise.Of(advised, () => work.Store.AllowanceOf(job.Id), work.Steps[job.TransformationId].Parameters, most),
        Elsewhere = outcome == AttemptState.Failed && advised is (RuleAction.RetryElsewhere or RuleAction.BanNode),
    };

    private string? Blamed(LedgerWork work, JobRecord job, FailureEvidence evidence) => job.Live is not { } live ? null : BlamedElement.Of(
        evidence, new AttemptPlaces(live.Element, live.Path, [.. job.Inputs.Select(file => work.Store.FindInput(file, workspace)).OfType<LeasedInput>()]));

    private static FenceReply Answer(LeaseReference fence, JobRefusal? refusal) =>
        refusal is { } why ? new FenceReply(false, FencedJob.Explain(fence, why)) : FenceReply.Taken;

    /// <summary>What is kept of a report.</summary>
    public static FailureEvidence Bounded(FailureEvidence evidence) => evidence with
    {
        Cause = string.IsNullOrWhiteSpace(evidence.Cause) ? "Unknown" : Head(evidence.Cause, LongestCause),
        Detail = Head(evidence.Detail, LongestDetail),
        LogTail = evidence.LogTail.Length <= LongestLog ? evidence.LogTail : evidence.LogTail[^LongestLog..],
    };

    private static string Head(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
