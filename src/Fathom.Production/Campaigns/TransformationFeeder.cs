using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Campaigns;

/// <summary>Makes jobs from files, one for each, exactly once: new files of active transformations, and inputs set free.</summary>
/// <remarks>Law 1 is held by the primary key of transformation_input: a file is in it once for each transformation. The catalogue is
/// looked through once, in order of file ids; a kill in between does no harm, because files that have a job are passed over.</remarks>
internal sealed class TransformationFeeder(LedgerMemory memory, WorkspaceDatabase database, int batch)
{
    // The condition on the tier keeps SQLite from its index: the walk goes along the ids.
    private const string NewFiles =
        """
        SELECT f.id, f.run, f.section FROM file f
        JOIN transformation t ON t.id = @id JOIN campaign c ON c.id = t.campaign_id
        LEFT JOIN transformation_input i ON i.transformation_id = t.id AND i.file_id = f.id
        WHERE f.id > @after AND f.id <= @upTo AND f.tier || '' = t.input_tier AND f.state = 'Valid' AND i.file_id IS NULL AND (
            (t.ordinal > 0 AND f.campaign_id = c.id)
            OR (t.ordinal = 0 AND f.campaign_id IS NULL AND f.run IN (SELECT g.run FROM good_run g WHERE g.list_id = c.grl_id)))
        ORDER BY f.id LIMIT @limit
        """;

    private const string FreedFiles =
        """
        SELECT f.id, f.run, f.section FROM transformation_input i JOIN file f ON f.id = i.file_id
        WHERE i.transformation_id = @id AND i.state = 'Unused' AND f.state = 'Valid' ORDER BY f.run, f.section, f.id LIMIT @limit
        """;

    private const int PartsAtOnce = 4;

    // Files up to this id were looked at for a transformation. Memory only: after a restart all are looked at again.
    private readonly Dictionary<long, long> _seen = [];

    // Transformations of which it is known that no input is unused.
    private readonly HashSet<long> _noneFreed = [];

    /// <summary>Looks for new and freed inputs of all active transformations; returns the number of jobs made.</summary>
    public async Task<int> FeedAsync()
    {
        int made = 0;
        foreach (StepFacts step in database.Read(SqlSteps.Read).Where(step => step.IsActive))
        {
            bool more = true;
            while (more)
            {
                (int some, more) = await memory.WriteAsync(work => Feed(work, step.Id));
                made += some;
            }
        }

        return made;
    }

    /// <summary>Inputs of transformations were set free: they are looked for once more.</summary>
    public void Freed(LedgerWork work) => work.Store.AfterCommit(_noneFreed.Clear);

    /// <summary>One batch for one transformation; returns the number of jobs made, and whether there may be more.</summary>
    public (int Jobs, bool More) Feed(LedgerWork work, long id)
    {
        if (work.Steps.Find(id) is not { State: CampaignState.Active })
        {
            return (0, false);
        }

        if (!_noneFreed.Contains(id))
        {
            List<InputFile> freed = Files(work.Sql, FreedFiles, new { id, limit = batch });
            if (freed.Count > 0)
            {
                JobJournal.Create(work, id, freed);
                return (freed.Count, true);
            }

            work.Store.AfterCommit(() => _noneFreed.Add(id));
        }

        return FeedNew(work, id);
    }

    // Ids that hold nothing for the transformation are passed over, a bounded number at a time.
    private (int Jobs, bool More) FeedNew(LedgerWork work, long id)
    {
        long seen = _seen.GetValueOrDefault(id);
        long newest = work.Sql.Connection.SelectNumber("SELECT max(id) FROM file");
        for (int part = 0; part < PartsAtOnce && seen < newest; part++)
        {
            long upTo = Math.Min(newest, seen + (4L * batch));
            List<InputFile> files = Files(work.Sql, NewFiles, new { id, after = seen, upTo, limit = batch });
            seen = files.Count == batch ? files[^1].Id : upTo;
            if (files.Count > 0)
            {
                JobJournal.Create(work, id, files);
                Keep(work, id, seen);
                return (files.Count, seen < newest);
            }
        }

        Keep(work, id, seen);
        return (0, seen < newest);
    }

    private void Keep(LedgerWork work, long id, long seen) => work.Store.AfterCommit(() => _seen[id] = seen);

    private static List<InputFile> Files(WriteTransaction sql, string query, object parameters) => sql.Connection.Select(
        query, parameters, row => new InputFile(row.GetInt64(0), row.IntOrNull(1), row.IntOrNull(2)));
}
