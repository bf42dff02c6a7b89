using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Writing;

namespace Fathom.Production.OperatorLog;

/// <summary>Changes the jobs of a bulk action: kills them, lets them try again, with more memory or time too, or holds their inputs.</summary>
internal sealed class JobVerb(Ledger ledger) : IBulkVerb
{
    // Few different words: the log counts items by their outcome.
    private const string ChangedMeanwhile = "The job had changed meanwhile.";

    public IReadOnlyList<OperatorActionKind> Kinds { get; } =
    [
        OperatorActionKind.KillJobs, OperatorActionKind.RescheduleJobs, OperatorActionKind.RaiseLimits, OperatorActionKind.HoldInputs,
        OperatorActionKind.ReleaseInputs, OperatorActionKind.WithdrawRetries, OperatorActionKind.WithdrawKills,
    ];

    public async Task<string> SettleAsync(OperatorAction action, long subjectId, string requestId)
    {
        OperationReply reply = action.Kind switch
        {
            OperatorActionKind.KillJobs => await ledger.KillAsync(requestId, subjectId, action.Reason, action.Actor),
            OperatorActionKind.RescheduleJobs => await ledger.RescheduleAsync(requestId, subjectId, action.Reason, action.Actor),
            _ => await ledger.OperateOnJobAsync(
                requestId, action.Kind.ToString(), new { subjectId, action.Reason, action.Actor }, work => Change(work, action, subjectId)),
        };
        return reply.Done ? IBulkVerb.Changed : action.Kind == OperatorActionKind.RaiseLimits ? reply.Reason : ChangedMeanwhile;
    }

    private OperationReply Change(LedgerWork work, OperatorAction action, long job) => action.Kind switch
    {
        OperatorActionKind.HoldInputs => ledger.JobControl.HoldInputs(work, job, action.Reason, action.Actor),
        OperatorActionKind.WithdrawRetries => ledger.JobControl.WithdrawRetry(work, job, action.Reason, action.Actor),
        OperatorActionKind.WithdrawKills => ledger.JobControl.WithdrawKill(work, job, action.Reason, action.Actor),
        OperatorActionKind.ReleaseInputs => ledger.JobControl.ReleaseInputs(work, job, action.Reason, action.Actor),
        _ => ledger.JobControl.Raise(work, job, LedgerJson.Read<LimitRaise>(action.Body), ledger.Rules.Most, action.Reason, action.Actor),
    };
}
