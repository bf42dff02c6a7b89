using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Accounting;

/// <summary>The accounts as the fold of the events of jobs: what the ledger counts as attempts end, counted again.</summary>
/// <remarks>Pure, and holds nothing of jobs that have no live attempt. Feed it every event of jobs, those of one job in order.</remarks>
public sealed class AccountingFold
{
    private static readonly ResourceUse Nothing = new(0, 0, 0);
    private readonly Dictionary<long, long> _transformations = [];
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
                _transformations[jobId] = created.TransformationId;
                return null;
            case JobLeased leased:
                _live[jobId] = new Live(leased.PilotId, Nothing, 0);
                return null;
            case OutputsUploaded uploaded when _live.TryGetValue(jobId, out Live live):
                _live[jobId] = live with { Use = uploaded.Use, Bytes = uploaded.Outputs.Sum(output => output.Size) };
                return null;
            case OutputsAccepted:
                return End(jobId, utc, AttemptState.Accepted, "", null);
            case AttemptEnded ended:
                return End(jobId, utc, ended.Outcome, ended.Evidence.Cause, ended.Evidence.Use);
            case JobKilled or JobInvalidated:
                return End(jobId, utc, AttemptState.Killed, "", null);
            default:
                return null;
        }
    }

    /// <summary>Whether two sums over ended attempts are the same, by series and hour; the differences, in words.</summary>
    /// <remarks>Causes are left out: which of too many are kept apart is not part of the accounts.</remarks>
    public static IEnumerable<string> Differences(AccountingReport folded, AccountingReport kept)
    {
        Dictionary<string, AccountingCell> wanted = folded.Rows.ToDictionary(row => string.Join(" · ", row.Labels), row => row.Sum);
        Dictionary<string, AccountingCell> found = kept.Rows.ToDictionary(row => string.Join(" · ", row.Labels), row => row.Sum);
        return wanted.Keys.Union(found.Keys)
            .Where(group => wanted.GetValueOrDefault(group) != found.GetValueOrDefault(group))
            .Select(group => $"{group}: the events give {wanted.GetValueOrDefault(group)}, the table has {found.GetValueOrDefault(group)}");
    }

    private EndedAttempt? End(long jobId, string utc, AttemptState outcome, string cause, ResourceUse? use) =>
        _live.Remove(jobId, out Live live)
            ? new EndedAttempt(
                utc, _transformations.GetValueOrDefault(jobId), live.PilotId, outcome, cause,
                use is { WallSeconds: > 0 } ? use : live.Use, outcome == AttemptState.Accepted ? live.Bytes : 0)
            : null;

    private readonly record struct Live(long PilotId, ResourceUse Use, long Bytes);
}
