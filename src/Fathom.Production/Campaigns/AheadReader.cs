using System.Data.Common;
using Fathom.Database;
using Fathom.Production.Datasets;
using Fathom.Production.State;

namespace Fathom.Production.Campaigns;

/// <summary>Reads the files of a transformation's dataset on a connection of its own, one batch after the other, ahead of the writer.</summary>
/// <remarks>Its place is its own: what the writer has not committed yet is not read again. Files get their ids from the one writer in the
/// order of its commits, so that a snapshot misses none that is older than its newest.</remarks>
internal sealed class AheadReader(WorkspaceDatabase database, StepFacts step, FeedPace pace)
{
    private Task<FilesAhead?>? _latest;

    /// <summary>The next batch; null where there is nothing more that can be read ahead.</summary>
    public Task<FilesAhead?> NextAsync() => _latest = ReadAsync(_latest);

    private async Task<FilesAhead?> ReadAsync(Task<FilesAhead?>? latest)
    {
        FilesAhead? before = latest is null ? null : await latest;
        return latest is not null && before is null ? null : await Task.Run(() => database.Read(connection => Read(connection, before?.Found)));
    }

    private FilesAhead? Read(DbConnection connection, WindowFiles? before)
    {
        if (FeedFacts.Read(connection, step) is not { GoesThroughUnused: false, TakesFiles: true } || Next(connection, before) is not { } window
            || !DatasetFeed.IsAhead(connection, step.Id, window))
        {
            return null;
        }

        WindowFiles found = pace.Follow(DatasetFeed.NewFiles(connection, step.Id, window, pace.Batch));
        return new FilesAhead(found, DatasetFeed.Invalid(connection, window, found.Seen));
    }

    private DatasetWindow? Next(DbConnection connection, WindowFiles? before)
    {
        if (before is null)
        {
            return DatasetFeed.NextWindow(connection, step.Id, pace.Window);
        }

        long newest = DatasetFeed.Newest(connection);
        return before.Seen < newest ? before.Window with { After = before.Seen, UpTo = Math.Min(newest, before.Seen + pace.Window) } : null;
    }
}

/// <summary>Files that were read before the work that makes jobs of them, and what must still hold then.</summary>
/// <param name="Found">The files.</param>
/// <param name="Invalid">Invalid files among all that were looked at. One that is invalid stays so: as many are the same ones.</param>
internal sealed record FilesAhead(WindowFiles Found, long Invalid)
{
    /// <summary>The files, where they are those of the window that is next and nothing of them has changed; else null: they are read anew.</summary>
    public WindowFiles? Of(DbConnection connection, long transformation, DatasetWindow next) =>
        next.Dataset == Found.Window.Dataset && next.After == Found.Window.After && DatasetFeed.IsAhead(connection, transformation, next)
        && DatasetFeed.Invalid(connection, next, Found.Seen) == Invalid ? Found : null;
}
