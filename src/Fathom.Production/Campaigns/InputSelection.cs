using System.Data.Common;
using System.Runtime.InteropServices;
using Fathom.Database.Reading;
using Fathom.Production.Grouping;
using Fathom.Production.State;

namespace Fathom.Production.Campaigns;

/// <summary>Which unused inputs of a transformation become jobs next: groups them, and holds back what the scouts gate.</summary>
internal static class InputSelection
{
    // Groups are made of so many unused files at a time; what a window leaves over waits for the next.
    private const int GroupingWindow = 50_000;

    /// <summary>The inputs of the next jobs, at most so many; whoever calls makes the jobs in the same work.</summary>
    public static IReadOnlyList<InputGroup> Next(LedgerWork work, FeedFacts facts, int batch)
    {
        int most = (int)Math.Min(batch, facts.Gated && facts.Ordinal == 0 ? ScoutsLeft(work, facts) : int.MaxValue);
        if (most == 0)
        {
            return [];
        }

        List<GroupingFile> files = Unused(work, facts, facts.Grouping.Kind == GroupingKind.PerFile ? most : GroupingWindow);
        bool flush = facts.State == TransformationState.Flush || SourceHasEnded(work, facts);
        IReadOnlyList<InputGroup> groups = FileGrouping.Group(facts.Grouping, CollectionsMarshal.AsSpan(files), flush);
        return groups.Count <= most ? groups : [.. groups.Take(most)];
    }

    private static List<GroupingFile> Unused(LedgerWork work, FeedFacts facts, int window)
    {
        List<GroupingFile> files = work.Sql.Connection.Select(
            $"""
            SELECT f.id, f.run, f.section, f.size, {Location(facts)}, {RunComplete(facts)}
            FROM transformation_input i JOIN file f ON f.id = i.file_id
            WHERE i.transformation_id = @Id AND i.state = 'Unused' AND f.state = 'Valid' ORDER BY f.run, f.section, f.id LIMIT @window
            """,
            new { facts.Id, window },
            row => new GroupingFile(row.GetInt64(0), row.IntOrNull(1), row.IntOrNull(2), row.GetInt64(3), row.TextOrNull(4) ?? "", row.GetInt64(5) != 0));
        HashSet<long> taken = work.State.TakenIn(facts.Id);
        files.RemoveAll(file => taken.Contains(file.Id));
        return files;
    }

    private static string Location(FeedFacts facts) => facts.Grouping.Kind == GroupingKind.ByLocation
        ? "(SELECT string_agg(r.se, ',') FROM (SELECT p.se FROM replica p WHERE p.file_id = f.id AND p.state = 'Valid' ORDER BY p.se) r)"
        : "''";

    // Complete: as many inputs as the run has sections. A run that nobody registered is never complete by itself.
    private static string RunComplete(FeedFacts facts) => facts.Grouping.Kind == GroupingKind.ByRun
        ? """
          CASE WHEN (SELECT count(*) FROM transformation_input k JOIN file g ON g.id = k.file_id
                     WHERE k.transformation_id = i.transformation_id AND g.run = f.run AND g.state = 'Valid')
               >= (SELECT n.sections FROM run n WHERE n.number = f.run) THEN 1 ELSE 0 END
          """
        : "0";

    // What will not come any more need not be waited for: incomplete groups are made by themselves at the end.
    private static bool SourceHasEnded(LedgerWork work, FeedFacts facts)
    {
        if (facts.KeepsUp && facts.State != TransformationState.Completing)
        {
            return false;
        }

        IEnumerable<StepFacts> before = work.Steps.All.Where(step => step.CampaignId == facts.CampaignId && step.Ordinal < facts.Ordinal);
        return facts.Gated
            ? before.All(step => !work.State.HasOpenJobs(step.Id))
            : before.All(step => step.State == TransformationState.Completed);
    }

    private static long ScoutsLeft(LedgerWork work, FeedFacts facts)
    {
        DbConnection connection = work.Sql.Connection;
        long inputs = connection.SelectNumber("SELECT count(*) FROM transformation_input WHERE transformation_id = @Id AND state <> 'Invalid'", new { facts.Id });
        return Math.Max(0, facts.Scouts!.Count(inputs) - work.State.JobsOf(facts.Id));
    }
}
