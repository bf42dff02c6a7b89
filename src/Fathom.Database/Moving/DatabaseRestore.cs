using Fathom.Database.Bulk;
using Fathom.Database.Faults;

namespace Fathom.Database.Moving;

/// <summary>Puts a backup in the place of a workspace's database, which stays where it is, closed; while a server runs, or none (ADR 0009).</summary>
/// <param name="folders">The workspace.</param>
/// <param name="present">The workspace's database, opened for writing by this process; null where it cannot be opened any more and
/// this process holds the workspace's lock.</param>
/// <param name="time">Clock of labels.</param>
public sealed class DatabaseRestore(WorkspaceFolders folders, WorkspaceDatabase? present, TimeProvider time)
{
    private readonly WorkspaceDatabaseOptions _options = new() { Time = time };

    /// <summary>An empty PostgreSQL database to restore into. Default: null, a new SQLite file of the workspace.</summary>
    public DatabaseLocation? To { get; init; }

    /// <summary>Writes down in the restored database that it was restored, before it is put in place. Default: nothing.</summary>
    public Func<WorkspaceDatabase, Task> Note { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Called before each step: a test ends the server here.</summary>
    internal Action<MoveStep> Probe { get; init; } = static _ => { };

    /// <summary>Restores; completes when the workspace's database is the restored one.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="cancellation">Gives up before the switch.</param>
    /// <exception cref="WorkspaceException">The file is no backup, or newer than this program, or the place is not empty; the workspace
    /// has the database that it had.</exception>
    public async Task RunAsync(string file, CancellationToken cancellation = default)
    {
        long generation = DatabasePointer.Read(folders).Generation + 1;
        DatabaseLocation ready = To is null ? DatabaseMove.NextFile(folders) : DatabaseLocation.Parse(Path.Combine(folders.Root, "fathom.restoring.db"));
        Probe(MoveStep.Prepare);
        CopyTarget.DeleteFiles(ready.Text);
        try
        {
            await MakeReadyAsync(file, ready);
            if (To is null)
            {
                await PutInPlaceAsync(ready, generation);
            }
            else
            {
                await CarryAsync(ready, To, generation, cancellation);
                CopyTarget.DeleteFiles(ready.Text);
            }
        }
        catch
        {
            if (DatabasePointer.Read(folders).Generation < generation)
            {
                Probe(MoveStep.TakeBack);
                CopyTarget.DeleteFiles(ready.Text);
            }

            throw;
        }
    }

    /// <summary>Opening migrates a backup of an older version, and refuses what is none.</summary>
    private async Task MakeReadyAsync(string file, DatabaseLocation ready)
    {
        CopyFile(file, ready.Text);
        using var restored = WorkspaceDatabase.Open(ready, _options);
        await Note(restored);
    }

    private async Task PutInPlaceAsync(DatabaseLocation ready, long generation)
    {
        using CopyTarget target = CopyTarget.OpenWhole(ready, _options);
        ServerRow restored = ServerRow.Read(target.Connection);
        (restored with { Generation = generation, MovedTo = ServerRow.Incoming }).Write(target.Connection);
        Probe(MoveStep.Copy);
        await SwitchAsync(target, restored, DatabasePointer.Next(folders, ready, generation));
    }

    private async Task CarryAsync(DatabaseLocation ready, DatabaseLocation to, long generation, CancellationToken cancellation)
    {
        using WorkspaceDatabase source = WorkspaceDatabase.Open(ready, _options with { Access = WorkspaceAccess.Read });
        ServerRow restored = source.Read(ServerRow.Read);
        using CopyTarget target = CopyTarget.OpenEmpty(to, restored.Workspace, generation, _options);
        Probe(MoveStep.Copy);
        try
        {
            var copy = new DatabaseCopy(source.Engine, target.Engine, target.Connection);
            await Task.Run(
                () => source.Read(connection =>
                {
                    IReadOnlyList<BulkTable> tables = TableShape.Of(connection, isPostgres: false);
                    copy.CopyAll(connection, tables, cancellation);
                    copy.RequireEqual(connection, tables);
                    return true;
                }),
                cancellation);
            await SwitchAsync(target, restored, DatabasePointer.Next(folders, to, generation));
        }
        catch (Exception thrown) when (target.Engine.FaultOf(thrown) is { } fault)
        {
            throw fault;
        }
    }

    private async Task SwitchAsync(CopyTarget target, ServerRow restored, DatabasePointer next)
    {
        if (present is null)
        {
            Finish(null);
            Probe(MoveStep.Switch);
            next.Switch(folders);
            return;
        }

        await present.PauseAsync(writer =>
        {
            try
            {
                SwitchOver.Run(writer, folders, next, target.Engine.Name, Finish, Probe);
            }
            finally
            {
                if (DatabasePointer.Read(folders) == next)
                {
                    present.End(DatabaseMove.Moved(present.Path, target.Engine.Name));
                }
            }
        });

        // Attempts of before are fenced off: the epoch goes on from the newer of both.
        void Finish(ServerRow? row)
        {
            Probe(MoveStep.Finish);
            target.Finish(restored with { Generation = next.Generation, Epoch = Math.Max(restored.Epoch, row?.Epoch ?? 0), MovedTo = null });
        }
    }

    private static void CopyFile(string from, string to)
    {
        try
        {
            CopyTarget.MakePrivate(to);
            using FileStream source = File.OpenRead(from);
            using FileStream target = File.Open(to, FileMode.Truncate);
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(WorkspaceProblem.Missing, from, $"{from}: the backup cannot be read or copied ({fault.Message}).", fault);
        }
    }
}
