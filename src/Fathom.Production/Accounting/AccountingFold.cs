using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Accounting;

/// <summary>The accounts as the fold of the events of jobs: what the ledger counts as attempts end, counted again.</summary>
/// <remarks>Pure, and holds nothing of jobs that have no live attempt. Feed it every event of jobs, in their order.</remarks>
public sealed class AccountingFold
{
    // Jobs are made in stretches of consecutive ids, in ascending order.
    private readonly List<(long FirstJob, int Count, long Transformation)> _made = [];
    private readonly Dictionary<long, Live> _live = [];

    /// <summary>The cell of one ended attempt.</summary>
    public static AccountingCell Cell(in EndedAttempt ended) => AccountingCell.Of(ended.Outcome, ended.Use, ended.BytesUploaded);

    /// <summary>Takes one event of a job; gives the attempt that it ended, or null.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="utc">Label of the event.</param>
    /// <param name="happened">The event.</param>
    public EndedAttempt? Apply(long jobId, string utc, JobEvent happened)
    {
        switch (happened)
        {
            case JobCreated created:
                _made.Add((jobId, 1, created.TransformationId));
                return null;
            case JobsCreated created:
                _made.Add((created.FirstJob, created.Count, created.TransformationId));
                return null;
            case JobLeased leased:
                _live[jobId] = new Live(leased.PilotId, null);
                return null;
            case OutputsUploaded uploaded when _live.TryGetValue(jobId, out Live live):
                _live[jobId] = live with { Upload = uploaded with { LogTail = "", Remark = "" } };
                return null;
            case OutputsAccepted:
                return End(jobId, utc, AttemptState.Accepted, null);
            case AttemptEnded ended:
                return End(jobId, utc, ended.Outcome, ended.Evidence);
            case JobKilled or JobInvalidated:
                return End(jobId, utc, AttemptState.Killed, null);
            default:
                return null;
        }
    }

    private EndedAttempt? End(long jobId, string utc, AttemptState outcome, FailureEvidence? evidence) => _live.Remove(jobId, out Live live)
        ? EndedAttempt.Of(utc, TransformationOf(jobId), live.PilotId, outcome, evidence, live.Upload?.Use, live.Upload?.Outputs)
        : null;

    private long TransformationOf(long jobId)
    {
        (int low, int high) = (0, _made.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_made[middle].FirstJob + _made[middle].Count <= jobId)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _made.Count && _made[low].FirstJob <= jobId ? _made[low].Transformation : 0;
    }

    private readonly record struct Live(long PilotId, OutputsUploaded? Upload);
}
