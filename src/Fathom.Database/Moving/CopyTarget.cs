using System.Data.Common;
using Fathom.Database.Bulk;
using Fathom.Database.Engines;
using Fathom.Database.Faults;
using Fathom.Database.Reading;
using Fathom.Database.Schema;
using Fathom.Database.Sqlite;

namespace Fathom.Database.Moving;

/// <summary>The database that a copy goes into: empty at first, refused by every server until the copy is whole.</summary>
internal sealed class CopyTarget : IDisposable
{
    private readonly DatabaseLocation _location;

    private CopyTarget(DatabaseLocation location, DatabaseEngine engine, DbConnection connection) =>
        (_location, Engine, Connection) = (location, engine, connection);

    public DatabaseEngine Engine { get; }

    public DbConnection Connection { get; }

    /// <summary>Opens the place and makes the schema. What an interrupted copy of the same workspace left there is deleted.</summary>
    /// <param name="location">Where; a SQLite file is made anew.</param>
    /// <param name="workspace">The workspace's id.</param>
    /// <param name="generation">The copy's generation.</param>
    /// <param name="options">How connections are opened.</param>
    /// <exception cref="WorkspaceException">Another workspace's data are there, or this one's that are in use.</exception>
    public static CopyTarget Open(DatabaseLocation location, string workspace, long generation, WorkspaceDatabaseOptions options)
    {
        if (!location.IsPostgres)
        {
            DeleteFiles(location.Text);
            MakePrivate(location.Text);
        }

        var engine = DatabaseEngine.Of(location, options);
        DbConnection? connection = null;
        try
        {
            connection = engine.OpenWriter();
            if (engine.Version(connection) > 0)
            {
                Clear(connection, engine, workspace, generation);
            }

            Migrator.Migrate(connection, engine);
            new ServerRow(0, workspace, generation, ServerRow.Incoming).Write(connection);
            return new CopyTarget(location, engine, connection);
        }
        catch (Exception thrown)
        {
            connection?.Dispose();
            throw engine.FaultOf(thrown) ?? thrown;
        }
    }

    /// <summary>Makes the copy one that a server may open, durably.</summary>
    public void Finish(ServerRow row)
    {
        if (_location.IsPostgres)
        {
            ContinueNumbering();
        }

        row.Write(Connection);
        if (!_location.IsPostgres)
        {
            // Everything into the one file, and its name into the folder.
            SqliteConnections.Pragma((Microsoft.Data.Sqlite.SqliteConnection)Connection, "wal_checkpoint(TRUNCATE)");
            DurableFile.SyncFolder(Path.GetDirectoryName(_location.Text)!);
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        Engine.Dispose();
    }

    /// <summary>Deletes a SQLite database with its logs.</summary>
    public static void DeleteFiles(string path)
    {
        foreach (string suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(path + suffix);
        }
    }

    /// <summary>Makes an empty file that its owner alone may read; the logs beside it take over its mode.</summary>
    public static void MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>Rows that number themselves go on after the highest number.</summary>
    private void ContinueNumbering()
    {
        foreach ((string table, string column) in Connection.Select(
            """
            SELECT t.relname, c.attname FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attidentity = 'd'
            WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
            """,
            null, row => (row.GetString(0), row.GetString(1))))
        {
            Connection.SelectNumber($"SELECT setval(pg_get_serial_sequence('{table}', '{column}')::regclass, (SELECT max({column}) FROM {table}))");
        }
    }

    private static void Clear(DbConnection connection, DatabaseEngine engine, string workspace, long generation)
    {
        ServerRow found = ServerRow.Read(connection);
        if (found.Workspace != workspace || (found.MovedTo is null && found.Generation != generation))
        {
            throw new WorkspaceException(
                WorkspaceProblem.Taken, engine.Name,
                $"{engine.Name}: expected an empty database, found one of {(found.Workspace == workspace ? "this workspace, that may be in use" : "another workspace")}. "
                + "Make a new database and name that.");
        }

        connection.Execute("BEGIN");
        foreach (BulkTable table in TableShape.Of(connection, isPostgres: true).Reverse())
        {
            connection.Execute($"DROP TABLE {table.Name} CASCADE");
        }

        connection.Execute("DROP TABLE server");
        connection.Execute("DROP TABLE schema_version");
        connection.Execute("COMMIT");
    }
}
