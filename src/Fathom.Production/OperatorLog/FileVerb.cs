using Fathom.Catalog.Files;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.State;
using Fathom.Production.Writing;

namespace Fathom.Production.OperatorLog;

/// <summary>What a declaration says of its files.</summary>
internal sealed record DeclaredFiles(string? Element);

/// <summary>What a cleaning is of.</summary>
internal sealed record CleanedCampaign(long Campaign);

/// <summary>Files that are lost or bad, and files that a cleaning deletes.</summary>
internal sealed class FileVerb(Ledger ledger) : IBulkVerb
{
    private const string OtherReplica = "Changed: taken from another replica";
    private const string Kept = "Changed: it cannot be made again; what was made from it stays";

    public IReadOnlyList<OperatorActionKind> Kinds { get; } = [OperatorActionKind.DeclareLost, OperatorActionKind.DeclareBad, OperatorActionKind.CleanCampaign];

    public Task<string> SettleAsync(OperatorAction action, long subjectId, string requestId) => action.Kind switch
    {
        OperatorActionKind.CleanCampaign => ledger.OperateAsync(
            requestId, "clean", new { subjectId }, work =>
                FileRegistrar.Expire(work.Sql, subjectId, action.Reason, action.Actor) ? IBulkVerb.Changed : "The file was invalid already."),
        OperatorActionKind.DeclareLost => ledger.OperateAsync(requestId, "lost", new { subjectId }, work => Lose(work, action, subjectId)),
        _ => ledger.OperateAsync(
            requestId, "bad", new { subjectId }, work => TakeOther(work, action, subjectId) ?? Remake(work, action, subjectId, downstream: true)),
    };

    public void Finish(WriteTransaction transaction, OperatorAction action)
    {
        if (action.Kind == OperatorActionKind.CleanCampaign)
        {
            CampaignChanges.Cleaned(transaction, LedgerJson.Read<CleanedCampaign>(action.Body).Campaign);
        }
    }

    private string Lose(LedgerWork work, OperatorAction action, long file)
    {
        bool remakeable = work.Sql.Connection.Exists("SELECT 1 FROM file WHERE id = @file AND job_id IS NOT NULL", new { file });
        return TakeOther(work, action, file) ?? Remake(work, action, file, downstream: remakeable);
    }

    // Null where no other replica is good: where no element is named, none is.
    private static string? TakeOther(LedgerWork work, OperatorAction action, long file)
    {
        string? element = LedgerJson.Read<DeclaredFiles>(action.Body).Element;
        List<(long Id, string Element)> replicas = work.Sql.Connection.Select(
            "SELECT r.id, r.se FROM replica r JOIN file f ON f.id = r.file_id WHERE r.file_id = @file AND r.state = 'Valid' AND f.state = 'Valid' ORDER BY r.id",
            new { file }, row => (row.GetInt64(0), row.GetString(1)));
        if (element is not null && replicas.Exists(replica => replica.Element != element))
        {
            // The last good replica is never deleted so: another one is there.
            List<long> lost = [.. replicas.Where(replica => replica.Element == element).Select(replica => replica.Id)];
            lost.ForEach(replica => FileRegistrar.MarkReplica(work.Sql, replica, action.Actor));
            return lost.Count > 0 ? OtherReplica : $"No replica of it was at {element}.";
        }

        return null;
    }

    // The file and what was made from it become invalid. An ancestor that was cleaned meanwhile is made again too, back to one whose
    // bytes are there.
    private string Remake(LedgerWork work, OperatorAction action, long file, bool downstream)
    {
        if (!work.Sql.Connection.Exists("SELECT 1 FROM file WHERE id = @file AND state = 'Valid'", new { file }))
        {
            return "The file was invalid already.";
        }

        ledger.Campaigns.Invalidation.Invalidate(work, file, action.Reason, action.Actor, downstream, remake: true);
        var seen = new HashSet<long> { file };
        var waiting = new Queue<long>([file]);
        while (waiting.TryDequeue(out long made))
        {
            foreach (long parent in work.Sql.Connection.Select(
                """
                SELECT p.parent_id FROM file_parent p JOIN file f ON f.id = p.parent_id
                WHERE p.file_id = @made AND f.state = 'Invalid' AND f.job_id IS NOT NULL
                """,
                new { made }, row => row.GetInt64(0)).Where(seen.Add))
            {
                ledger.Campaigns.Invalidation.Invalidate(work, parent, action.Reason, action.Actor, downstream: true, remake: true);
                waiting.Enqueue(parent);
            }
        }

        return downstream ? IBulkVerb.Changed : Kept;
    }
}
