using System.Data.Common;
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
        SELECT f.id, f.run, f.section, f.size FROM transformation_input i JOIN file f ON f.id = i.file_id
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
            made += await FeedAsync(step);
        }

        return made;
    }

    // The next batch waits already while one is made durable: else the writer would sync for others alone in between. Two may share a
    // commit, so the files of two more are read meanwhile.
    private async Task<int> FeedAsync(StepFacts step)
    {
        var reader = new AheadReader(database, step, _pace);
        (Task<FilesAhead?> ahead, Task<FilesAhead?> later) = (reader.NextAsync(), reader.NextAsync());
        Task<(int Jobs, bool More)> writing = Task.FromResult((0, true));
        int made = 0;
        bool more = true;
        while (more)
        {
            FilesAhead? files = await ahead;
            Task<(int Jobs, bool More)> next = memory.WriteAsync(work => Feed(work, step.Id, files));
            (ahead, later) = (later, reader.NextAsync());
            (int some, more) = await writing;
            made += some;
            writing = next;
        }

        await later;
        return made + (await writing).Jobs;
    }

    /// <summary>Inputs of transformations were set free: they are looked for once more.</summary>
    public void Freed(LedgerWork work) => work.Store.AfterCommit(_noneFreed.Clear);

    /// <summary>One batch for one transformation; returns the number of jobs made, and whether there may be more.</summary>
    /// <param name="work">The work.</param>
    /// <param name="id">The transformation.</param>
    /// <param name="ahead">Its next files, where they were read before.</param>
    public (int Jobs, bool More) Feed(LedgerWork work, long id, FilesAhead? ahead = null)
    {
        if (work.Steps.Find(id) is not { IsActive: true } step || FeedFacts.Read(work.Sql.Connection, step) is not { } facts)
        {
            return (0, false);
        }

        int batch = _pace.Batch;
        long began = database.Time.GetTimestamp();
        (int Jobs, bool More) made = facts.GoesThroughUnused ? FeedGroups(work, facts, batch) : FeedFiles(work, facts, batch, ahead);
        work.Store.AfterCommit(() => _pace.Made(made.Jobs, database.Time.GetElapsedTime(began)));
        return made;
    }

    // Each file is a job: files go from the catalogue to jobs without being noted as unused in between.
    private (int Jobs, bool More) FeedFiles(LedgerWork work, FeedFacts facts, int batch, FilesAhead? ahead)
    {
        if (!_noneFreed.Contains(facts.Id))
        {
            List<InputFile> freed = work.Sql.Connection.Select(
                FreedFiles, new { id = facts.Id, limit = batch }, DatasetFeed.File);
            if (freed.Count < batch)
            {
                work.Store.AfterCommit(() => _noneFreed.Add(facts.Id));
            }

            if (Make(work, facts.Id, freed) is > 0 and var made)
            {
                return (made, true);
            }
        }

        DbConnection connection = work.Sql.Connection;
        if (!facts.TakesFiles || DatasetFeed.NextWindow(connection, facts.Id, _pace.Window) is not { } window)
        {
            return EndOfFiles(work, facts);
        }

        WindowFiles found = ahead?.Of(connection, facts.Id, window) ?? _pace.Follow(DatasetFeed.NewFiles(connection, facts.Id, window, batch));
        DatasetFeed.Seen(work.Sql, window, found.Seen);
        return (Make(work, facts.Id, found.Files), true);
    }

    private static (int Jobs, bool More) FeedGroups(LedgerWork work, FeedFacts facts, int batch)
    {
        if (facts.TakesFiles && DatasetFeed.NextWindow(work.Sql.Connection, facts.Id, DatasetFeed.Window) is { } window)
        {
            DatasetFeed.Take(work.Sql, facts.Id, window);
            DatasetFeed.Seen(work.Sql, window, window.UpTo);
            return (0, true);
        }

        IReadOnlyList<InputGroup> groups = InputSelection.Next(work, facts, batch);
        foreach (InputGroup group in groups)
        {
            var files = new InputFile(group.Files[0], group.Run, group.Section)
            {
                Further = group.Files.Count > 1 ? [.. group.Files.Skip(1)] : null,
                Bytes = group.Bytes,
            };
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
