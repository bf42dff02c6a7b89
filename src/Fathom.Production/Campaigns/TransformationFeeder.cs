using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Production.Datasets;
using Fathom.Production.Grouping;
using Fathom.Production.Jobs;
using Fathom.Production.State;
using Fathom.Production.Stores;

namespace Fathom.Production.Campaigns;

/// <summary>Makes jobs from files, exactly once each: new files of the datasets of active transformations, and inputs set free.</summary>
/// <remarks>Law 1 is held by the primary key of transformation_input: a file is in it once for each transformation. Each dataset looks
/// through the catalogue once, in order of file ids; its place is durable with the jobs that were made.</remarks>
internal sealed class TransformationFeeder(LedgerMemory memory, WorkspaceDatabase database, int most)
{
    private const string FreedFiles =
        """
        SELECT f.id, f.run, f.section FROM transformation_input i JOIN file f ON f.id = i.file_id
        WHERE i.transformation_id = @id AND i.state = 'Unused' AND f.state = 'Valid' ORDER BY f.run, f.section, f.id LIMIT @limit
        """;

    private readonly FeedPace _pace = new(most);

    // Transformations of which it is known that no input is unused.
    private readonly HashSet<long> _noneFreed = [];

    /// <summary>Looks for new and freed inputs of all active transformations; returns the number of jobs made.</summary>
    public async Task<int> FeedAsync()
    {
        int made = 0;
        foreach (StepFacts step in database.Read(SqlSteps.Read).Where(step => step.IsActive))
        {
            // The next batch waits already while one is made durable: else the writer would sync for others alone in between.
            Task<(int Jobs, bool More)> next = FeedOnceAsync(step.Id);
            bool more = true;
            while (more)
            {
                Task<(int Jobs, bool More)> one = next;
                next = FeedOnceAsync(step.Id);
                (int some, more) = await one;
                made += some;
            }

            made += (await next).Jobs;
        }

        return made;
    }

    private Task<(int Jobs, bool More)> FeedOnceAsync(long id) => memory.WriteAsync(work => Feed(work, id));

    /// <summary>Inputs of transformations were set free: they are looked for once more.</summary>
    public void Freed(LedgerWork work) => work.Store.AfterCommit(_noneFreed.Clear);

    /// <summary>One batch for one transformation; returns the number of jobs made, and whether there may be more.</summary>
    public (int Jobs, bool More) Feed(LedgerWork work, long id)
    {
        if (work.Steps.Find(id) is not { IsActive: true } step || FeedFacts.Read(work.Sql.Connection, step) is not { } facts)
        {
            return (0, false);
        }

        int batch = _pace.Batch;
        long began = database.Time.GetTimestamp();
        (int Jobs, bool More) made = facts.GoesThroughUnused ? FeedGroups(work, facts, batch) : FeedFiles(work, facts, batch);
        work.Store.AfterCommit(() => _pace.Made(made.Jobs, database.Time.GetElapsedTime(began)));
        return made;
    }

    // Each file is a job: files go from the catalogue to jobs without being noted as unused in between.
    private (int Jobs, bool More) FeedFiles(LedgerWork work, FeedFacts facts, int batch)
    {
        if (!_noneFreed.Contains(facts.Id))
        {
            List<InputFile> freed = work.Sql.Connection.Select(
                FreedFiles, new { id = facts.Id, limit = batch }, row => new InputFile(row.GetInt64(0), row.IntOrNull(1), row.IntOrNull(2)));
            if (freed.Count < batch)
            {
                work.Store.AfterCommit(() => _noneFreed.Add(facts.Id));
            }

            if (Make(work, facts.Id, freed) is > 0 and var made)
            {
                return (made, true);
            }
        }

        if (!facts.TakesFiles || DatasetFeed.NextWindow(work.Sql, facts.Id, _pace.Window) is not { } window)
        {
            return EndOfFiles(work, facts);
        }

        List<InputFile> files = DatasetFeed.NewFiles(work.Sql, facts.Id, window, batch);
        long seen = files.Count == batch ? files[^1].Id : window.UpTo;
        DatasetFeed.Seen(work.Sql, window, seen);
        _pace.Looked(files.Count, seen - window.After);
        return (Make(work, facts.Id, files), true);
    }

    private static (int Jobs, bool More) FeedGroups(LedgerWork work, FeedFacts facts, int batch)
    {
        if (facts.TakesFiles && DatasetFeed.NextWindow(work.Sql, facts.Id, DatasetFeed.Window) is { } window)
        {
            DatasetFeed.Take(work.Sql, facts.Id, window);
            DatasetFeed.Seen(work.Sql, window, window.UpTo);
            return (0, true);
        }

        IReadOnlyList<InputGroup> groups = InputSelection.Next(work, facts, batch);
        foreach (InputGroup group in groups)
        {
            var files = new InputFile(group.Files[0], group.Run, group.Section) { Further = group.Files.Count > 1 ? [.. group.Files.Skip(1)] : null };
            JobJournal.CreateFor(work, facts.Id, files);
        }

        return groups.Count == 0 ? EndOfFiles(work, facts) : (groups.Count, groups.Count == batch);
    }

    // Nothing is left to make jobs of: a flush has done its work, and the campaign may have been waiting for that.
    private static (int Jobs, bool More) EndOfFiles(LedgerWork work, FeedFacts facts)
    {
        if (facts.State == TransformationState.Flush)
        {
            CampaignJournal.Transformation(work.Sql, facts.Id, TransformationEvent.Flushed, Actors.Server);
            work.StepsChanged();
        }

        if (!work.State.HasOpenJobs(facts.Id))
        {
            work.State.MayHaveEnded(facts.CampaignId);
        }

        return (0, false);
    }

    // Files for which this group made jobs already: an accepted output is a job of the next step at once.
    private static int Make(LedgerWork work, long id, List<InputFile> files)
    {
        HashSet<long> taken = files.Count > 0 ? work.State.TakenIn(id) : [];
        files.RemoveAll(file => taken.Contains(file.Id));
        if (files.Count > 0)
        {
            JobJournal.Create(work, id, files);
        }

        return files.Count;
    }
}
