using Fathom.Database.Bulk;
using Fathom.Database.Faults;

namespace Fathom.Database.Moving;

/// <summary>Backups: a workspace's database as one SQLite file, whichever engine it comes from; taken while a server runs.</summary>
/// <remarks>A backup holds the database alone: files of storage elements, conditions and secrets are not in it. <see cref="DatabaseRestore"/> puts it back.</remarks>
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
}
