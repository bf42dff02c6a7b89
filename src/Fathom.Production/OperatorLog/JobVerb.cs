namespace Fathom.Production.OperatorLog;

/// <summary>Kills or reschedules the jobs of a bulk action.</summary>
internal sealed class JobVerb(Ledger ledger) : IBulkVerb
{
    public IReadOnlyList<OperatorActionKind> Kinds { get; } = [OperatorActionKind.KillJobs, OperatorActionKind.RescheduleJobs];

    public async Task<string> SettleAsync(OperatorAction action, long subjectId, string requestId)
    {
        string reason = action.Reason;
        OperationReply reply = action.Kind == OperatorActionKind.KillJobs
            ? await ledger.KillAsync(requestId, subjectId, reason, action.Actor)
            : await ledger.RescheduleAsync(requestId, subjectId, reason, action.Actor);
        return reply.Done ? IBulkVerb.Changed : "The job had changed meanwhile.";
    }
}
