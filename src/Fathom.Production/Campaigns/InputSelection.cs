using System.Data.Common;
using System.Runtime.InteropServices;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Datasets;
using Fathom.Production.Grouping;
using Fathom.Production.Scouts;
using Fathom.Production.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>Which unused inputs of a transformation become jobs next.</summary>
/// <param name="Groups">The inputs of each job.</param>
/// <param name="More">True where there may be more at once: ask again.</param>
internal sealed record InputTurn(IReadOnlyList<InputGroup> Groups, bool More)
{
    public static InputTurn Nothing { get; } = new([], false);
}

/// <summary>Selects inputs of a transformation for jobs: looks through its datasets, groups what is unused, holds back what scouts gate.</summary>
internal static class InputSelection
{
    // Groups are made of so many unused files at a time; what a window leaves over waits for the next.
    private const int GroupingWindow = 50_000;

    /// <summary>The next groups, at most so many. Whoever calls makes the jobs in the same transaction.</summary>
    public static InputTurn Next(WriteTransaction transaction, long id, int batch)
    {
        if (FeedFacts.Read(transaction.Connection, id) is not { } facts || !facts.State.MakesJobs())
        {
            return InputTurn.Nothing;
        }

        bool taking = facts.State.TakesFiles() || facts.Ordinal > 0;
        if (taking && !DatasetFeed.Advance(transaction, id))
        {
            return new InputTurn([], More: true);
        }

        bool flush = facts.State == TransformationState.Flush || SourceHasEnded(transaction.Connection, facts);
        int most = (int)Math.Min(batch, facts.Gated ? ScoutsLeft(transaction.Connection, facts) : int.MaxValue);
        IReadOnlyList<InputGroup> groups = most == 0 ? [] : Groups(transaction.Connection, facts, most, flush);
        if (facts.State == TransformationState.Flush && groups.Count < most)
        {
            CampaignJournal.Transformation(transaction, id, TransformationEvent.Flushed, Actors.Server);
        }

        return new InputTurn(groups, groups.Count == batch);
    }

    private static IReadOnlyList<InputGroup> Groups(DbConnection connection, FeedFacts facts, int most, bool flush)
    {
        int window = facts.Grouping.Kind == GroupingKind.PerFile ? most : GroupingWindow;
        List<GroupingFile> files = connection.Select(
            $"""
            SELECT f.id, f.run, f.section, f.size, {Location(facts)}, {RunComplete(facts)}
            FROM transformation_input i JOIN file f ON f.id = i.file_id
            WHERE i.transformation_id = @Id AND i.state = 'Unused' AND f.state = 'Valid' ORDER BY f.run, f.section, f.id LIMIT @window
            """,
            new { facts.Id, window },
            row => new GroupingFile(row.GetInt64(0), row.IntOrNull(1), row.IntOrNull(2), row.GetInt64(3), row.TextOrNull(4) ?? "", row.GetInt64(5) != 0));
        IReadOnlyList<InputGroup> groups = FileGrouping.Group(facts.Grouping, CollectionsMarshal.AsSpan(files), flush);
        return groups.Count <= most ? groups : [.. groups.Take(most)];
    }

    private static string Location(FeedFacts facts) => facts.Grouping.Kind == GroupingKind.ByLocation
        ? "(SELECT min(r.se) || CASE WHEN count(*) > 1 THEN ',' || max(r.se) ELSE '' END FROM replica r WHERE r.file_id = f.id AND r.state = 'Valid')"
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
    private static bool SourceHasEnded(DbConnection connection, FeedFacts facts)
    {
        bool ends = !facts.KeepsUp || facts.State == TransformationState.Completing;
        return ends && (facts.Ordinal == 0 || !connection.Exists(
            facts.Gated
                ? """
                  SELECT 1 FROM job j JOIN transformation t ON t.id = j.transformation_id WHERE t.campaign_id = @CampaignId
                  AND t.ordinal < @Ordinal AND j.state IN ('Waiting', 'Matched', 'Running', 'Completing')
                  """
                : "SELECT 1 FROM transformation WHERE campaign_id = @CampaignId AND ordinal = @Ordinal - 1 AND state <> 'Completed'",
            new { facts.CampaignId, facts.Ordinal }));
    }

    private static long ScoutsLeft(DbConnection connection, FeedFacts facts)
    {
        if (facts.Ordinal > 0)
        {
            return int.MaxValue;
        }

        long inputs = connection.SelectNumber("SELECT count(*) FROM transformation_input WHERE transformation_id = @Id AND state <> 'Invalid'", new { facts.Id });
        long made = connection.SelectNumber("SELECT count(*) FROM job WHERE transformation_id = @Id AND state <> 'Invalidated'", new { facts.Id });
        return Math.Max(0, facts.Scouts!.Count(inputs) - made);
    }

    /// <summary>What decides how a transformation is fed.</summary>
    private sealed record FeedFacts(
        long Id, long CampaignId, int Ordinal, TransformationState State, GroupingPolicy Grouping, bool KeepsUp, ScoutState ScoutState, ScoutPolicy? Scouts)
    {
        /// <summary>Only scouts are made.</summary>
        public bool Gated => ScoutState is ScoutState.Running or ScoutState.Failed && Scouts is not null;

        public static FeedFacts? Read(DbConnection connection, long id) => connection.SelectFirst(
            """
            SELECT t.campaign_id, t.ordinal, t.state, t.grouping, t.needs_conditions, c.keep_up, c.scout_state, c.scouts, c.state
            FROM transformation t JOIN campaign c ON c.id = t.campaign_id WHERE t.id = @id
            """,
            new { id },
            row => row.Name<CampaignState>(8) != CampaignState.Active ? null : new FeedFacts(
                id, row.GetInt64(0), row.GetInt32(1), row.Name<TransformationState>(2),
                GroupingPolicy.Parse(row.GetString(3))! with { WithinRun = row.GetInt64(4) != 0 }, row.GetInt64(5) != 0,
                row.Name<ScoutState>(6), row.TextOrNull(7) is { } json ? LedgerJson.Read<ScoutPolicy>(json) : null));
    }
}
