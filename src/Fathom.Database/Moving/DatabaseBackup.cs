using Fathom.Database.Bulk;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Sqlite;
using Fathom.Database.Writing;
using Microsoft.Data.Sqlite;

namespace Fathom.Database.Moving;

/// <summary>Backups: a workspace's database as one SQLite file, whichever engine it comes from; taken and put back while a server runs.</summary>
/// <remarks>A backup holds the database alone: files of storage elements, conditions and secrets are not in it.</remarks>
public static class DatabaseBackup
{
    /// <summary>Writes the contents, as one snapshot has them, to a new file that its owner alone may read; returns the number of rows.</summary>
    /// <exception cref="WorkspaceException">The file is there already or cannot be written, or the database cannot be read.</exception>
    public static long Write(WorkspaceDatabase source, string file, CancellationToken cancellation = default)
    {
        file = Path.GetFullPath(file);
        if (File.Exists(file))
        {
            throw new WorkspaceException(WorkspaceProblem.Taken, file, $"{file}: the file is there already. Name a new one; a backup replaces nothing.");
        }

        string partial = file + ".partial";
        try
        {
            ServerRow? row = null;
            long rows = 0;
            using (CopyTarget target = CopyTarget.Open(DatabaseLocation.Parse(partial), "", 0, new WorkspaceDatabaseOptions()))
            {
                var copy = new DatabaseCopy(source.Engine, target.Engine, target.Connection);
                source.Read(connection =>
                {
                    row = ServerRow.Read(connection);
                    IReadOnlyList<BulkTable> tables = TableShape.Of(connection, source.Location.IsPostgres);
                    copy.CopyAll(connection, tables, cancellation);
                    copy.RequireEqual(connection, tables);
                    return true;
                });
                target.Finish(row! with { MovedTo = null });
                rows = copy.Rows;
            }

            File.Move(partial, file);
            DurableFile.SyncFolder(Path.GetDirectoryName(file)!);
            return rows;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(WorkspaceProblem.ReadOnly, file, $"{file}: the backup cannot be written ({fault.Message}).", fault);
        }
        finally
        {
            CopyTarget.DeleteFiles(partial);
        }
    }

    /// <summary>Puts a backup in the place of the workspace's database, which stays beside it, closed.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="folders">The workspace.</param>
    /// <param name="present">The workspace's database, opened for writing by this process; null where it cannot be opened any more and
    /// this process holds the workspace's lock.</param>
    /// <param name="time">Clock of labels.</param>
    /// <param name="note">Writes down in the restored database that it was restored, before it is put in place; null: nothing.</param>
    /// <exception cref="WorkspaceException">The file is no backup, or newer than this program; everything is as it was.</exception>
    public static Task RestoreAsync(
        string file, WorkspaceFolders folders, WorkspaceDatabase? present, TimeProvider time, Func<WorkspaceDatabase, Task>? note = null) =>
        RestoreAsync(file, folders, present, time, static _ => { }, note);

    internal static async Task RestoreAsync(
        string file, WorkspaceFolders folders, WorkspaceDatabase? present, TimeProvider time, Action<MoveStep> probe, Func<WorkspaceDatabase, Task>? note = null)
    {
        long generation = DatabasePointer.Read(folders).Generation + 1;
        DatabaseLocation location = DatabaseMove.NextFile(folders);
        probe(MoveStep.Copy);
        CopyTarget.DeleteFiles(location.Text);
        try
        {
            CopyFile(file, location.Text);
            if (note is not null)
            {
                using var restored = WorkspaceDatabase.Open(location, new WorkspaceDatabaseOptions { Time = time });
                await note(restored);
            }

            await PutInPlaceAsync(folders, location, generation, present, time, probe);
        }
        catch
        {
            if (DatabasePointer.Read(folders).Generation < generation)
            {
                probe(MoveStep.TakeBack);
                CopyTarget.DeleteFiles(location.Text);
            }

            throw;
        }
    }

    private static async Task PutInPlaceAsync(
        WorkspaceFolders folders, DatabaseLocation location, long generation, WorkspaceDatabase? present, TimeProvider time, Action<MoveStep> probe)
    {
        // Opening migrates a backup of an older version, and refuses what is none.
        var options = new WorkspaceDatabaseOptions { Time = time };
        using var engine = DatabaseEngine.Of(location, options);
        using WriterSession session = WriterSession.Open(engine, options, ours: null);
        var next = DatabasePointer.Next(folders, location, generation);
        if (present is null)
        {
            Finish(null);
            probe(MoveStep.Switch);
            next.Switch(folders);
            return;
        }

        await present.PauseAsync(writer =>
        {
            try
            {
                SwitchOver.Run(writer, folders, next, engine.Name, Finish, probe);
            }
            finally
            {
                if (DatabasePointer.Read(folders) == next)
                {
                    present.End(DatabaseMove.Moved(present.Path, engine.Name));
                }
            }
        });

        // Attempts of before are fenced off: the epoch goes on from the newer of both.
        void Finish(ServerRow? row)
        {
            ServerRow restored = ServerRow.Read(session.Connection);
            (restored with { Generation = generation, Epoch = Math.Max(restored.Epoch, row?.Epoch ?? 0), MovedTo = null }).Write(session.Connection);
            SqliteConnections.Pragma((SqliteConnection)session.Connection, "wal_checkpoint(TRUNCATE)");
            DurableFile.SyncFolder(folders.Root);
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
