using Fathom.Production.Operations;

namespace Fathom.Production.Diagnosis.Causes;

/// <summary>What came of an action on a cause.</summary>
/// <param name="Done">Jobs that it changed.</param>
/// <param name="Refused">Jobs that had changed meanwhile, with the ledger's reason.</param>
public sealed record CauseActionReport(IReadOnlyList<long> Done, IReadOnlyDictionary<long, string> Refused);

/// <summary>Does what a plan says, job by job through the ledger's verbs, a bounded number at a time.</summary>
/// <param name="operations">The verbs.</param>
public sealed class CauseAction(IWorkspaceOperations operations)
{
    private const int AtOnce = 64;

    /// <summary>Carries out a plan. Interrupted, it can be planned and done again: jobs that it has changed are no longer in the plan.</summary>
    public async Task<CauseActionReport> ApplyAsync(CausePlan plan, string reason, CancellationToken cancellation)
    {
        (var done, var refused) = (new List<long>(), new Dictionary<long, string>());
        foreach (long[] batch in plan.Jobs.Chunk(AtOnce))
        {
            OperationReply[] replies = await Task.WhenAll(batch.Select(job => OneAsync(plan.Verb, job, new Reason(reason), cancellation)));
            foreach ((long job, OperationReply reply) in batch.Zip(replies))
            {
                if (reply.Done)
                {
                    done.Add(job);
                }
                else
                {
                    refused[job] = reply.Reason;
                }
            }
        }

        return new CauseActionReport(done, refused);
    }

    private Task<OperationReply> OneAsync(CauseVerb verb, long job, Reason reason, CancellationToken cancellation) => verb == CauseVerb.Retry
        ? operations.RescheduleAsync(job, reason, cancellation)
        : operations.KillAsync(job, reason, cancellation);
}
